/** Goes through the slides of the big screen by itself, until somebody pauses it; figures are kept by `lib/moving.js`. */

const wall = document.querySelector(".wall");
const pause = document.getElementById("pause");
const dots = wall.querySelector(".dots");
let at = 0;

/** Shows slide `n`, the first again after the last; slides are made anew while the page is open, so they are looked up. */
function show(n) {
  const slides = [...wall.querySelectorAll(".slide")];
  at = n % slides.length;
  slides.forEach((slide, place) => (slide.hidden = place !== at));
  dots.textContent = slides.map((_slide, place) => (place === at ? "●" : "○")).join(" ");
}

pause.addEventListener("click", () => pause.setAttribute("aria-pressed", pause.getAttribute("aria-pressed") !== "true"));
document.getElementById("next").addEventListener("click", () => show(at + 1));
wall.addEventListener("renewed", () => show(at));
setInterval(() => {
  if (pause.getAttribute("aria-pressed") !== "true") show(at + 1);
}, wall.dataset.seconds * 1000);
show(0);

/** The projector stays on where the browser lets us ask for it; a refusal changes nothing. */
async function stayAwake() {
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => null);
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
