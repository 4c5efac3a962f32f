// The form that corrects a position, or adds one: opened, filled with selected words of the article, closed.
import { say } from "./desk.js";

const item = document.querySelector("#item");

export const editor = () => item.querySelector("[data-edit]");

/** Open the form, where there is one; `adding` empties it for a position that the reader missed. */
export function openEditor(adding) {
  const edit = editor();
  if (!edit) return;
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

/** Close the form; whether it was open. */
export function closeEditor() {
  if (!editor() || editor().hidden) return false;
  editor().hidden = true;
  item.querySelector('[data-do="edit"]').setAttribute("aria-expanded", "false");
  const links = document.querySelector("#queue");
  (links.querySelector("[data-at][aria-current]") ?? links.querySelector("[data-at]"))?.focus({ preventScroll: true });
  return true;
}

/** The selected words of the article and where they stand, in characters (code points) of the article. */
function selected() {
  const words = item.querySelector("[data-words]");
  const selection = getSelection();
  if (!words || !selection.rangeCount || selection.isCollapsed) return null;
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

/** Put the selected words where the button says: the evidence, or a condition. */
export function take(button, { quiet = false } = {}) {
  const words = selected() ?? kept;
  if (!words) return quiet ? undefined : say("Select words of the article first.");
  const within = button.dataset.take === "condition" ? button.closest("fieldset") : editor();
  const name = button.dataset.take;
  within.querySelector(`[name=${name}]`).value = words.quote;
  within.querySelector(`[name=${name}_start]`).value = words.start;
  within.querySelector(`[name=${name}_end]`).value = words.end;
  kept = null;
}

document.addEventListener("input", (event) => {
  // Words that are typed have no place yet: the desk looks for them.
  const { name, form: edit } = event.target;
  if (!edit?.matches("[data-edit]") || (name !== "evidence" && name !== "condition")) return;
  const within = name === "condition" ? event.target.closest("fieldset") : edit;
  within.querySelector(`[name=${name}_start]`).value = "";
});
