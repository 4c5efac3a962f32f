// Arrow keys in a table marked data-grid: one cell can be tabbed to, the arrows, Home and End move between the others.

function cells(grid) {
  return [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("a, button")]);
}

function place(rows, target) {
  for (let y = 0; y < rows.length; y++) {
    const x = rows[y].indexOf(target);
    if (x >= 0) return [y, x];
  }
  return [0, 0];
}

function column(element) {
  return element.closest("td, th").cellIndex;
}

/** The element of a row that stands in a column, or else the nearest to it. */
function nearest(row, wanted) {
  return row.reduce(
    (best, one) => (!best || Math.abs(column(one) - wanted) < Math.abs(column(best) - wanted) ? one : best),
    undefined,
  );
}

function next(rows, target, key) {
  const [y, x] = place(rows, target);
  if (key === "ArrowRight") return rows[y][x + 1];
  if (key === "ArrowLeft") return rows[y][x - 1];
  if (key === "Home") return rows[y][0];
  if (key === "End") return rows[y].at(-1);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  for (let other = y + step; step && other >= 0 && other < rows.length; other += step) {
    if (rows[other].length) return nearest(rows[other], column(target));
  }
  return undefined;
}

/** Leave one element of each grid to the Tab key: the one that was last there, or the first. */
function rove(root) {
  for (const grid of root.querySelectorAll("table[data-grid]")) {
    const all = cells(grid).flat();
    for (const one of all) one.tabIndex = -1;
    if (all.length) all[0].tabIndex = 0;
  }
}

document.addEventListener("focusin", (event) => {
  const grid = event.target.closest?.("table[data-grid] tbody")?.parentElement;
  if (!grid) return;
  for (const one of grid.querySelectorAll('tbody [tabindex="0"]')) one.tabIndex = -1;
  event.target.tabIndex = 0;
});

rove(document);
document.body.addEventListener("htmx:afterSettle", () => {
  for (const grid of document.querySelectorAll("table[data-grid]")) {
    if (!grid.querySelector('tbody [tabindex="0"]')) rove(grid.parentElement);
  }
});

document.addEventListener("keydown", (event) => {
  const grid = event.target.closest?.("table[data-grid]");
  if (!grid || event.ctrlKey || event.metaKey || event.altKey) return;
  const found = next(cells(grid), event.target, event.key);
  if (found) {
    event.preventDefault();
    found.focus();
  }
});
