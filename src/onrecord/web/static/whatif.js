// What-if switches: keep the address short, let holders glide to where they stand now, and clear with one button.
// Everything is looked up when it happens: going back in history brings a new form.

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 60rem)");
let before = new Map();

const form = () => document.querySelector("#suppose");
const holders = () => [...document.querySelectorAll("#picture [data-holder]")];
const ofPicture = (event) => event.detail.target?.id === "picture";

// A radio button says "c-1234=met"; the address says "met=c-1234", as the command and the API do.
function shorten(event) {
  if (event.target.id !== "suppose") return;
  const given = event.detail.formData;
  for (const [name, value] of [...given.entries()]) {
    if (name.startsWith("c-")) {
      given.delete(name);
      if (value) given.append(value, name);
    } else if (value === "") given.delete(name);
  }
}

function remember(event) {
  if (ofPicture(event)) before = new Map(holders().map((one) => [one.dataset.holder, one.getBoundingClientRect()]));
}

function glide(event) {
  if (!ofPicture(event) || still.matches) return;
  for (const one of holders()) {
    const was = before.get(one.dataset.holder);
    if (!was) continue;
    const now = one.getBoundingClientRect();
    const [x, y] = [was.left - now.left, was.top - now.top];
    if (Math.hypot(x, y) < 2) continue;
    one.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: 450, easing: "ease-in-out" });
  }
}

// Where the switches would push the picture out of sight, they wait folded.
function fold() {
  const switches = document.querySelector("details.switches");
  if (switches && narrow.matches && !switches.querySelector(".switch.set")) switches.open = false;
}

function mark() {
  for (const one of form().querySelectorAll(".switch")) {
    one.classList.toggle("set", Boolean(one.querySelector("input:checked")?.value));
  }
}

function clear(event) {
  if (event.target.id !== "suppose") return;
  event.preventDefault();
  for (const one of form().querySelectorAll('input[type="radio"][value=""]')) one.checked = true;
  form().dispatchEvent(new Event("change", { bubbles: true }));
}

document.documentElement.classList.add("scripted");
document.addEventListener("htmx:configRequest", shorten);
document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSettle", glide);
document.addEventListener("change", (event) => { if (event.target.closest("#suppose")) mark(); });
document.addEventListener("reset", clear);
fold();
