// Runs before the page is drawn, so that a stored choice of light or dark never flashes.
const stored = localStorage.getItem("theme");
if (stored === "light" || stored === "dark") document.documentElement.dataset.theme = stored;
