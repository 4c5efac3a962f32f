// The keys of a page that decides: every press counts once, however fast it comes, and however long the desk takes.
import { say } from "./desk.js";
import { busy } from "./sending.js";

const waiting = [];
let working = false;

/**
 * Do this when all that was asked before is done. Where an act gives false, what waits behind it was asked for something
 * that did not come about: it is dropped, and that is said.
 */
export async function inTurn(act) {
  waiting.push(act);
  if (working) return;
  working = true;
  while (waiting.length) {
    const went = await tried(waiting.shift());
    if (went === false && waiting.length) dropped(waiting.splice(0).length);
  }
  working = false;
}

async function tried(act) {
  try {
    return await act();
  } catch (error) {
    say(error.message);
    return false;
  }
}

function dropped(count) {
  const said = document.querySelector(".toast").textContent;
  say(`${said} ${count === 1 ? "The key pressed" : `The ${count} keys pressed`} meanwhile did nothing.`.trim());
}

/** Listen to keys: `keys` has what each does; those in `repeating` count again while they are held down. */
export function listen(keys, repeating = "") {
  const down = new Set(); // a key that comes again without having been let go is held, or it bounces: one press

  function pressed(event) {
    if (busy(event) || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    const again = event.repeat || down.has(event.code);
    down.add(event.code);
    if (!again || repeating.includes(event.key)) keys[event.key]();
  }

  function released(event) {
    down.delete(event.code);
  }

  document.removeEventListener("keydown", window.keepEarly);
  document.removeEventListener("keyup", window.keepEarly);
  document.addEventListener("keydown", pressed);
  document.addEventListener("keyup", released);
  window.addEventListener("blur", () => down.clear()); // it may be let go where the page does not hear of it
  for (const event of window.early.splice(0)) (event.type === "keydown" ? pressed : released)(event);
}
