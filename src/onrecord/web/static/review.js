// A session of review by keyboard: a, r and e decide and go on; a click only shows, or asks before it decides.
// Keys may come faster than the desk answers: each waits for its turn, and counts on the position that it was meant for.
import { closeEditor, openEditor, take } from "./correcting.js";
import { say } from "./desk.js";
import { inTurn, listen } from "./keys.js";
import { confirmed, send } from "./sending.js";

const page = document.querySelector("[data-review]");
const queue = document.querySelector("#queue");
const item = document.querySelector("#item");
const help = document.querySelector("#help");
const judging = "judging" in page.dataset; // whoever only reads decides by no key either
const naming = document.querySelector("[data-name]");
let loading = 0;
let arriving = null; // the position that is on its way
let turned = 0; // how often the list came anew in an order that nobody could foresee

const links = () => [...queue.querySelectorAll("[data-at]")];
const current = () => queue.querySelector("[data-at][aria-current]");
const shown = () => item.querySelector("[data-item]");

// --- moving

/** Go to a position. It is not waited for, so that a held key runs through the list; what is on a position waits. */
function show(link) {
  if (!link) return;
  current()?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", link.href);
  arriving = load(link.dataset.at);
}

async function load(at) {
  const mine = ++loading;
  const query = new URLSearchParams({ at, state: page.dataset.state });
  try {
    const answer = await fetch(`/review/item?${query}`, { headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (mine !== loading) return;
    if (!answer.ok) throw new Error(text);
    item.innerHTML = text;
    toEvidence();
  } catch (error) {
    if (mine !== loading) return;
    item.replaceChildren(); // what stood there is not what the list says: nobody may decide on it
    say(error.message);
  }
}

function toEvidence() {
  const words = item.querySelector("[data-words]");
  const mark = words?.querySelector(".position");
  if (mark) words.scrollTop = Math.max(0, mark.offsetTop - words.offsetTop - 60);
}

function step(by) {
  const all = links();
  const place = all.indexOf(current()) + by;
  if (place >= 0 && place < all.length) return show(all[place]);
  if (by > 0 && place >= all.length) return anew();
}

/** Go on to the next position that nobody has decided on since the page came; the list anew where there is none. */
async function advance() {
  const all = links();
  const from = all.indexOf(current());
  const open = (link) => !link.closest("li").classList.contains("done");
  const next = all.slice(from + 1).find(open) ?? all.find(open);
  if (next) show(next);
  else await anew();
}

async function anew() {
  turned += 1;
  await reload();
}

/** The list as it is now, with the position `at` beside it, or else the first; and the form for all of them. */
async function reload(at = "") {
  const query = new URLSearchParams(location.search);
  query.delete("position");
  query.delete("at");
  if (at) query.set("at", at);
  const answer = await fetch(`/review?${query}`);
  if (!answer.ok && at) return anew(); // it was there only by the decision that is undone
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.querySelector("[data-review]")) throw new Error("The list cannot be shown. Load the page again.");
  loading += 1; // what is on its way is of the list before
  for (const id of ["queue", "item", "bulk"]) {
    document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
  }
  history.replaceState(null, "", current()?.href ?? `/review?${query}`);
  current()?.focus({ preventScroll: true });
  current()?.scrollIntoView({ block: "nearest" });
  toEvidence();
}

// --- deciding

/** An act on the position that is shown when the key is pressed, or that the keys before it lead to, as the list has it. */
function here(act, target = "") {
  const before = turned;
  return inTurn(async () => {
    await arriving;
    if (turned === before && (!target || shown()?.dataset.item === target)) return act();
    say("The list came anew: look before you decide.");
    return false;
  });
}

function mark(decided) {
  for (const { target, verdict } of decided) {
    const line = links().find((link) => link.dataset.at === target)?.closest("li");
    if (!line) continue;
    line.classList.toggle("done", Boolean(verdict));
    line.classList.toggle("done-reject", verdict === "reject");
    line.querySelector("[data-verdict]").textContent = verdict ?? "";
  }
}

function form(pairs = []) {
  const now = shown();
  const why = item.querySelector("[data-why]")?.value ?? "";
  return [["target", now.dataset.item], ["as_read", now.dataset.asRead], ["why", why], ...pairs];
}

async function tried(path, pairs) {
  try {
    const done = await send(path, pairs);
    say(done.words);
    return done;
  } catch (error) {
    say(error.message);
    if (naming && !naming.hidden) naming.querySelector("input[name=name]").focus();
    return null;
  }
}

async function decide(verdict) {
  if (!judging || !shown()) return;
  const done = await tried("/review/decide", form([["verdict", verdict]]));
  if (!done) return false;
  mark(done.decided);
  await advance();
}

async function undo() {
  if (!judging) return;
  const done = await tried("/review/undo", []);
  if (!done) return false;
  if (done.decided.length !== 1) turned += 1; // of many, nobody knows which one is shown
  await reload(done.decided[0]?.target);
}

/** Decide alike on all that the filters leave. The page stays, so that a key pressed next is heard. */
async function bulk(edit) {
  const done = await tried(edit.getAttribute("action"), [...new FormData(edit)]);
  if (!done) return false;
  await anew();
  say(`${done.words}. Undo it with u.`);
}

// --- correcting

/** Open the form; keys pressed meanwhile were for its fields, and decide nothing. */
function correct(adding) {
  openEditor(adding);
  return false;
}

async function save(edit) {
  if (!edit.isConnected) return; // it was sent twice, and is saved
  const refused = edit.querySelector("[data-refused]");
  refused.hidden = true;
  const pairs = [...new FormData(edit)].filter(([name]) => name !== "csrf");
  pairs.push(["why", item.querySelector("[data-why]").value]);
  try {
    const done = await send(new URL(edit.action).pathname, pairs);
    say(done.words);
    if (edit.action.endsWith("/add")) return reload(done.decided[0]?.target);
    mark(done.decided);
    await advance();
  } catch (error) {
    refused.textContent = error.message;
    refused.hidden = false;
    return false;
  }
}

// --- keys and clicks

const KEYS = {
  j: () => inTurn(() => step(1)),
  k: () => inTurn(() => step(-1)),
  a: (target) => here(() => decide("accept"), target),
  r: (target) => here(() => decide("reject"), target),
  e: () => here(() => correct(false)),
  n: () => here(() => correct(true)),
  u: () => inTurn(undo),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && closeEditor()) return event.preventDefault();
  if (event.key === "Enter" && event.ctrlKey && event.target.closest("[data-edit]")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

const WORDS = { accept: "Accept this position?", reject: "Reject this position?", undo: "Undo your latest decision?" };

async function asked(act) {
  const target = shown()?.dataset.item; // it may change while the question is open
  if (await confirmed(WORDS[act])) KEYS[act[0]](target);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#queue [data-at]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    inTurn(() => show(links().find((one) => one.dataset.at === link.dataset.at)));
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  const { do: act, take: taken } = button.dataset;
  if (act === "edit" || act === "add") KEYS[act === "add" ? "n" : "e"]();
  else if (act) asked(act);
  else if (taken) take(button);
  else if ("close" in button.dataset) closeEditor();
  else if ("help" in button.dataset) help.showModal();
  else if ("rename" in button.dataset) {
    naming.hidden = false;
    naming.querySelector("input[name=name]").focus();
  } else if ("addCondition" in button.dataset) {
    const fresh = item.querySelector("[data-new-condition]").content.cloneNode(true);
    item.querySelector("[data-conditions]").append(fresh);
    item.querySelector("[data-conditions] fieldset:last-child [name=condition]").focus();
  } else if ("dropCondition" in button.dataset) button.closest("fieldset").remove();
});

document.addEventListener("submit", async (event) => {
  const edit = event.target;
  if (edit.matches("[data-edit]")) {
    event.preventDefault();
    inTurn(() => save(edit));
  } else if (edit.matches("[data-bulk]")) {
    event.preventDefault();
    const words = edit.querySelector("button[type=submit]").textContent.replace(" …", "");
    if (await confirmed(`${words}?`)) inTurn(() => bulk(edit));
  }
});

toEvidence();
listen(KEYS, "jk");
page.dataset.ready = "yes"; // clicks count from here on; keys did before
