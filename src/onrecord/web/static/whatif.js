// What-if switches: keep the address short, let holders glide to where they stand now, and clear with one button.

const form = document.querySelector("#suppose");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
let before = new Map();

const places = () => new Map([...document.querySelectorAll("#picture [data-holder]")].map((one) => [one.dataset.holder, one.getBoundingClientRect()]));

// A radio button says "c-1234=met"; the address says "met=c-1234", as the command and the API do.
function shorten(event) {
  if (event.target !== form) return;
  const given = event.detail.formData;
  for (const [name, value] of [...given.entries()]) {
    if (name.startsWith("c-")) {
      given.delete(name);
      if (value) given.append(value, name);
    } else if (value === "") given.delete(name);
  }
}

function glide() {
  for (const one of document.querySelectorAll("#picture [data-holder]")) {
    const was = before.get(one.dataset.holder);
    const now = one.getBoundingClientRect();
    if (!was || still.matches) continue;
    const [x, y] = [was.left - now.left, was.top - now.top];
    if (Math.hypot(x, y) < 2) continue;
    one.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: 450, easing: "ease-in-out" });
  }
}

function marked() {
  for (const one of form.querySelectorAll(".switch")) {
    one.classList.toggle("set", Boolean(one.querySelector("input:checked")?.value));
  }
}

// Where the switches would push the picture out of sight, they wait folded.
const fold = document.querySelector("details.switches");
if (fold && window.matchMedia("(max-width: 60rem)").matches && !fold.querySelector(".switch.set")) fold.open = false;

if (form) {
  document.documentElement.classList.add("scripted");
  document.body.addEventListener("htmx:configRequest", shorten);
  document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.id === "picture") before = places(); });
  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target.id === "picture") glide(); });
  form.addEventListener("change", marked);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const one of form.querySelectorAll('input[type="radio"][value=""]')) one.checked = true;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
