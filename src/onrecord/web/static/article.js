// A record beside the text and its words in it light up together; a click on the words goes to their record.

const text = document.querySelector(".text");
const panel = document.querySelector(".panel");

function light(ids) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const id of ids) {
    const quoted = CSS.escape(id);
    for (const one of document.querySelectorAll(`.text [data-records~="${quoted}"], .panel [data-record="${quoted}"]`)) {
      one.classList.add("lit");
    }
  }
}

for (const kind of ["mouseover", "focusin"]) {
  panel.addEventListener(kind, (event) => {
    const record = event.target.closest("[data-record]");
    if (record) light([record.dataset.record]);
  });
  text.addEventListener(kind, (event) => {
    const piece = event.target.closest("[data-records]");
    if (piece) light(piece.dataset.records.split(" "));
  });
}

text.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-records]");
  if (!piece || !document.getSelection().isCollapsed) return;
  const last = piece.dataset.records.split(" ").at(-1);
  panel.querySelector(`[data-record="${CSS.escape(last)}"]`)?.scrollIntoView({ block: "nearest" });
});
