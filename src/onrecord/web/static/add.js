// Dropping files and folders anywhere on the field: they go into the form's own input, which is then sent as usual.
import { say } from "./desk.js";

const MOST = 10_000;
const zone = document.querySelector("[data-drop]");
const input = document.querySelector("[data-files]");
const chosen = document.querySelector("[data-chosen]");

function tell() {
  const files = [...document.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const megabytes = (size / 1e6).toFixed(1);
  chosen.textContent = files.length ? `${files.length} chosen, ${megabytes} MB` : "";
}

/** All entries of a folder: a reader gives them a hundred at a time. */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    found.push(...some);
  }
}

/** The files below an entry, hidden ones left out, as `onrecord read` does. */
async function filesOf(entry, into) {
  if (!entry || entry.name.startsWith(".") || into.length > MOST) return;
  if (entry.isDirectory) {
    for (const one of await entriesOf(entry)) await filesOf(one, into);
  } else {
    into.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
  }
}

async function dropped(data) {
  // Entries and files must be asked for at once: the items are gone after the first wait.
  const items = [...data.items].map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const files = [];
  for (const [entry, file] of items) {
    if (entry) await filesOf(entry, files);
    else if (file) files.push(file);
  }
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  tell();
}

if (zone) {
  zone.querySelector("[data-drop-words]").hidden = false;
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    dropped(event.dataTransfer).catch(() => say("The browser could not read what was dropped. Choose the files instead."));
  });
  document.addEventListener("change", tell);
}
