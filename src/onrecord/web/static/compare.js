// Adjudication: move between disputes, say who is right by key; a click asks first.
import { say } from "./desk.js";
import { inTurn, listen } from "./keys.js";
import { confirmed, send } from "./sending.js";

const disputes = [...document.querySelectorAll("[data-dispute]")];
const settled = [];

function at() {
  return disputes.indexOf(document.activeElement?.closest("[data-dispute]"));
}

function go(step) {
  const next = disputes[Math.min(Math.max(at() + step, 0), disputes.length - 1)];
  next?.focus();
}

async function settle(button) {
  if (!button) return;
  const dispute = button.closest("[data-dispute]");
  const done = await send("/review/settle", [["number", button.dataset.settle]]);
  settled.push([dispute, done.number]);
  dispute.classList.add("settled");
  dispute.querySelector("[data-settled]").textContent = done.words;
  dispute.focus();
  go(1);
}

async function undo() {
  const last = settled.at(-1);
  if (!last) return say("Nothing was settled on this page yet.");
  const done = await send("/review/undo", [["number", last[1]]]);
  settled.pop();
  last[0].classList.remove("settled");
  last[0].querySelector("[data-settled]").textContent = "";
  last[0].focus();
  say(done.words);
}

const side = (number) => disputes[at()]?.querySelectorAll("[data-settle]")[number - 1];

const KEYS = {
  j: () => inTurn(() => go(1)),
  k: () => inTurn(() => go(-1)),
  u: () => inTurn(undo),
  1: () => inTurn(() => settle(side(1))),
  2: () => inTurn(() => settle(side(2))),
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-settle]");
  if (button && (await confirmed("Settle it so?"))) inTurn(() => settle(button));
});
listen(KEYS, "jk");
document.body.dataset.ready = "yes"; // clicks count from here on; keys did before
