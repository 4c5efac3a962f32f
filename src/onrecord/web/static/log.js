// The log of review: a click on "Undo" asks before it counts.
import { confirmed } from "./sending.js";

document.addEventListener("submit", async (event) => {
  const words = event.target.dataset.undo;
  if (!words) return;
  event.preventDefault();
  if (await confirmed(words)) event.target.submit();
});
document.body.dataset.ready = "yes"; // clicks are asked about from here on
