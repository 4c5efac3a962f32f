// Keys that are pressed while a page still comes, before its own script is there: kept for it (see keys.js).
window.early = [];
window.keepEarly = (event) => window.early.push(event);
document.addEventListener("keydown", window.keepEarly);
document.addEventListener("keyup", window.keepEarly);
