// What every page does beyond links and forms: the theme's switch, and words for a request that failed.
import "./grid.js";

const THEMES = ["auto", "light", "dark"];
const toggle = document.querySelector("[data-theme-toggle]");

function theme() {
  return document.documentElement.dataset.theme ?? "auto";
}

function name() {
  toggle.querySelector("[data-theme-name]").textContent = theme();
}

toggle?.addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  if (next === "auto") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    document.documentElement.dataset.theme = next;
    localStorage.setItem("theme", next);
  }
  name();
});
if (toggle) {
  toggle.hidden = false;
  name();
}

const toast = document.querySelector(".toast");

/** Say something for a while, also to a screen reader. */
export function say(words) {
  toast.textContent = words;
  setTimeout(() => {
    if (toast.textContent === words) toast.textContent = "";
  }, 8000);
}

// A form's empty fields ask for nothing: they stay out of the address.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const name of new Set(detail.formData.keys())) {
    const values = detail.formData.getAll(name).filter((value) => value !== "");
    detail.formData.delete(name);
    for (const value of values) detail.formData.append(name, value);
  }
});

document.body.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText));
document.body.addEventListener("htmx:sendError", () => say("The desk does not answer. Is onrecord serve still running?"));

// "/" goes to the page's search field, as in most tools; not while someone writes.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-search]");
  if (field) {
    event.preventDefault();
    field.focus();
  }
});
