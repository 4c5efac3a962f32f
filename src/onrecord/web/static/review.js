// A session of review by keyboard: a, r and e decide and go on; a click only shows, or asks before it decides.
import { say } from "./desk.js";
import { busy, confirmed, send } from "./sending.js";

const page = document.querySelector("[data-review]");
const queue = document.querySelector("#queue");
const item = document.querySelector("#item");
const help = document.querySelector("#help");
const SAID = "review-said"; // what is to be said once the page has come again
const judging = "judging" in page.dataset; // whoever only reads decides by no key either
const naming = document.querySelector("[data-name]");
let loading = 0;
let waiting = 0; // what is asked of the desk and not answered: until then no key decides, since it would be on what is not seen

const links = () => [...queue.querySelectorAll("[data-at]")];
const current = () => queue.querySelector("[data-at][aria-current]");
const shown = () => item.querySelector("[data-item]");
const editor = () => item.querySelector("[data-edit]");

// --- moving

async function show(link, { focus = true } = {}) {
  if (!link) return;
  current()?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  if (focus) link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
  await load(link.dataset.at);
  history.replaceState(null, "", link.href);
}

async function load(at) {
  const mine = ++loading;
  const query = new URLSearchParams({ at, state: page.dataset.state });
  await held(async () => {
    const answer = await fetch(`/review/item?${query}`, { headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (mine !== loading) return;
    if (!answer.ok) return say(text);
    item.innerHTML = text;
    toEvidence();
  });
}

/** Do something that the desk must answer; no key decides meanwhile. */
async function held(act) {
  waiting += 1;
  try {
    return await act();
  } catch (error) {
    say(error.message);
    return null;
  } finally {
    waiting -= 1;
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
  if (by > 0 && place >= all.length) return reload();
}

/** Go on to the next position that nobody has decided on since the page came; the list anew where there is none. */
async function advance() {
  const all = links();
  const from = all.indexOf(current());
  const open = (link) => !link.closest("li").classList.contains("done");
  const next = all.slice(from + 1).find(open) ?? all.find(open);
  if (next) await show(next);
  else await reload();
}

async function reload(at = "") {
  const query = new URLSearchParams(location.search);
  query.delete("at");
  query.delete("position");
  const answer = await fetch(`/review?${query}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return say(await answer.text());
  queue.innerHTML = await answer.text();
  const all = links();
  const wanted = all.find((link) => link.dataset.at === at) ?? (at ? null : all[0]);
  if (wanted) return show(wanted);
  if (at) {
    current()?.removeAttribute("aria-current");
    await load(at);
  } else item.replaceChildren();
}

// --- deciding

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
  const done = await held(() => send(path, pairs));
  if (done) say(done.words);
  else if (naming && !naming.hidden) naming.querySelector("input[name=name]").focus();
  return done;
}

async function decide(verdict) {
  if (waiting || !judging || !shown()) return;
  await held(async () => {
    const done = await tried("/review/decide", form([["verdict", verdict]]));
    if (!done) return;
    mark(done.decided);
    await advance();
  });
}

async function undo() {
  if (waiting || !judging) return;
  await held(async () => {
    const done = await tried("/review/undo", []);
    if (done) await reload(done.decided[0]?.target ?? "");
  });
}

// --- correcting

function openEditor(adding) {
  const edit = editor();
  if (!edit || waiting) return;
  edit.hidden = false;
  edit.action = adding ? "/review/add" : "/review/edit";
  edit.querySelector("[data-edit-head]").textContent = adding ? "Add one that the reader missed" : "Correct it";
  item.querySelector('[data-do="edit"]').setAttribute("aria-expanded", "true");
  if (adding) {
    edit.querySelector("[name=evidence]").value = "";
    edit.querySelector("[name=evidence_start]").value = "";
    edit.querySelector("[data-conditions]").replaceChildren();
    edit.querySelector("[name=superseded]").checked = false;
    edit.querySelector("[name=otherwise]").value = "";
    take(edit.querySelector('[data-take="evidence"]'), { quiet: true });
  }
  edit.querySelector("[name=level]").focus();
}

function closeEditor() {
  if (!editor() || editor().hidden) return false;
  editor().hidden = true;
  item.querySelector('[data-do="edit"]').setAttribute("aria-expanded", "false");
  (current() ?? queue.querySelector("[data-at]"))?.focus({ preventScroll: true });
  return true;
}

async function save(edit) {
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
  }
}

/** The selected words of the article and where they stand, in characters (code points) of the article. */
function selected() {
  const words = item.querySelector("[data-words]");
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString();
  const lead = text.length - text.trimStart().length;
  const quote = text.trim();
  const start = Number(words.dataset.start) + [...(before.toString() + text.slice(0, lead))].length;
  return quote ? { quote, start, end: start + [...quote].length } : null;
}

let kept = null;
document.addEventListener("selectionchange", () => {
  kept = selected() ?? kept; // a press on a button, or the field that is written in, may end the selection
});

function take(button, { quiet = false } = {}) {
  const words = selected() ?? kept;
  if (!words) return quiet ? undefined : say("Select words of the article first.");
  const within = button.dataset.take === "condition" ? button.closest("fieldset") : editor();
  const name = button.dataset.take;
  within.querySelector(`[name=${name}]`).value = words.quote;
  within.querySelector(`[name=${name}_start]`).value = words.start;
  within.querySelector(`[name=${name}_end]`).value = words.end;
  kept = null;
}

// --- keys and clicks

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decide("accept"),
  r: () => decide("reject"),
  e: () => openEditor(false),
  n: () => openEditor(true),
  u: undo,
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && closeEditor()) return event.preventDefault();
  if (event.key === "Enter" && event.ctrlKey && event.target.closest("[data-edit]")) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (busy(event) || !KEYS[event.key]) return;
  event.preventDefault();
  if (!event.repeat || event.key === "j" || event.key === "k") KEYS[event.key]();
});

const WORDS = { accept: "Accept this position?", reject: "Reject this position?", undo: "Undo your latest decision?" };

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#queue [data-at]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return show(link);
  }
  const button = event.target.closest("button");
  if (!button) return;
  const { do: act, take: taken } = button.dataset;
  if (act === "edit" || act === "add") openEditor(act === "add");
  else if (act && (await confirmed(WORDS[act]))) KEYS[act[0]]();
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

document.addEventListener("input", (event) => {
  // Words that are typed have no place yet: the desk looks for them.
  const { name, form: edit } = event.target;
  if (!edit?.matches("[data-edit]") || (name !== "evidence" && name !== "condition")) return;
  const within = name === "condition" ? event.target.closest("fieldset") : edit;
  within.querySelector(`[name=${name}_start]`).value = "";
});

document.addEventListener("submit", async (event) => {
  if (event.target.matches("[data-edit]")) {
    event.preventDefault();
    return save(event.target);
  }
  if (event.target.matches("[data-bulk]")) {
    event.preventDefault();
    const edit = event.target;
    if (!(await confirmed(`${edit.querySelector("button[type=submit]").textContent.replace(" …", "")}?`))) return;
    const done = await tried(edit.getAttribute("action"), [...new FormData(edit)]);
    if (!done) return;
    sessionStorage.setItem(SAID, `${done.words}. Undo it with u.`);
    location.assign(`/review${location.search.replace(/([?&])(at|position)=[^&]*&?/g, "$1")}`);
  }
});

toEvidence();
if (sessionStorage.getItem(SAID)) say(sessionStorage.getItem(SAID));
sessionStorage.removeItem(SAID);
page.dataset.ready = "yes"; // keys count from here on
