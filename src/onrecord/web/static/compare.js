// Adjudication: move between disputes, say who is right by key; a click asks first.
import { say } from "./desk.js";
import { busy, confirmed, send } from "./sending.js";

const disputes = [...document.querySelectorAll("[data-dispute]")];
const settled = [];

function at() {
  return disputes.indexOf(document.activeElement?.closest("[data-dispute]"));
}

function go(step) {
  const next = disputes[Math.min(Math.max(at() + step, 0), disputes.length - 1)];
  next?.focus();
}

async function settle(dispute, button) {
  try {
    const done = await send("/review/settle", [["number", button.dataset.settle]]);
    settled.push([dispute, done.number]);
    dispute.classList.add("settled");
    dispute.querySelector("[data-settled]").textContent = done.words;
    go(1);
  } catch (error) {
    say(error.message);
  }
}

async function undo() {
  const last = settled.pop();
  if (!last) return say("Nothing was settled on this page yet.");
  try {
    const done = await send("/review/undo", [["number", last[1]]]);
    last[0].classList.remove("settled");
    last[0].querySelector("[data-settled]").textContent = "";
    last[0].focus();
    say(done.words);
  } catch (error) {
    settled.push(last);
    say(error.message);
  }
}

document.addEventListener("keydown", (event) => {
  if (busy(event)) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "u") undo();
  else if ((event.key === "1" || event.key === "2") && at() >= 0) {
    const button = disputes[at()].querySelectorAll("[data-settle]")[Number(event.key) - 1];
    if (button) settle(disputes[at()], button);
  } else return;
  event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-settle]");
  if (button && (await confirmed("Settle it so?"))) settle(button.closest("[data-dispute]"), button);
});
document.body.dataset.ready = "yes"; // keys count from here on
