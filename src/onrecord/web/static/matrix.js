// The evidence beside the matrix: the chosen cell is marked, Escape goes back to it.

const evidence = document.getElementById("evidence");
let chosen;

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === evidence) chosen = detail.elt;
});

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target !== evidence) return;
  for (const one of document.querySelectorAll(".cell[aria-current]")) one.removeAttribute("aria-current");
  chosen?.setAttribute("aria-current", "true");
  evidence.scrollTop = 0;
  if (matchMedia("(max-width: 60rem)").matches) evidence.scrollIntoView({ block: "start" });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !evidence.childElementCount) return;
  evidence.replaceChildren();
  chosen?.removeAttribute("aria-current");
  if (chosen?.isConnected) chosen.focus();
});
