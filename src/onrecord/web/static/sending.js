// Forms sent by script, with the page's token; and a question that must be answered before a click counts.
const TOKEN = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"];

/** Send a form; gives the answer's data, or throws its words. */
export async function send(path, form) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { "X-CSRF-Token": TOKEN, Accept: "application/json" },
    });
  } catch {
    throw new Error("The desk does not answer. Is onrecord serve still running?");
  }
  const data = await answer.json();
  if (!answer.ok) throw new Error(`${data.error.message}. ${data.error.remedy}`);
  return data;
}

/** Ask before something is decided by a click; resolves to whether it is wanted. */
export function confirmed(words) {
  const dialog = document.querySelector("#confirm");
  document.querySelector("#confirm-words").textContent = words;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Whether keys belong to what is being written or asked, and not to the page. */
export function busy(event) {
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.defaultPrevented ||
    document.querySelector("dialog[open]") !== null ||
    event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null
  );
}
