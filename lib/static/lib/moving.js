/**
 * Keeps a page of the staff up to date: figures come by `/live` each second and go to their places; parts of the page
 * (`data-part` with the address it comes `data-from`) are fetched again when the office says that they changed, or each
 * `data-every` seconds, but never under a hand that is using them.
 */

const SILENCE = 20000; // the office sends totals each second; after this it says how old the page is

const page = document.querySelector("[data-live]");
const live = document.getElementById("live");
const parts = new Map(); // name -> {place, sum, stale, fetched}
let heard = 0;

/** Puts one figure, as `boiler_room/ticking.py` describes it, wherever the page shows it. */
function show(key, figure) {
  const [text, state, done, due] = Array.isArray(figure) ? figure : [figure, ""];
  for (const place of page.querySelectorAll(`[data-figure="${key}"]`)) {
    if (place.textContent !== text) place.textContent = text;
    const style = (place.dataset.kind === "tag" && state ? "tag " : "") + state;
    if (place.className !== style) place.className = style;
  }
  if (done === undefined) return;
  for (const bar of page.querySelectorAll(`[data-bar="${key}"]`)) {
    bar.querySelector(".done").setAttribute("width", done);
    const mark = bar.querySelector(".mark");
    mark.setAttribute("x", due - 0.8);
    mark.setAttribute("visibility", due ? "visible" : "hidden");
  }
}

function onTotals(event) {
  const totals = JSON.parse(event.data);
  heard = Date.now();
  for (const [key, figure] of Object.entries(totals.figures)) show(key, figure);
  for (const [name, sum] of Object.entries(totals.parts)) {
    const part = parts.get(name);
    if (!part) continue;
    if (part.sum !== null && part.sum !== sum) part.stale = true;
    part.sum = sum;
  }
  sayState();
}

function sayState() {
  const silent = Date.now() - heard;
  const fine = heard && silent < SILENCE;
  const text = fine ? `● ${live.dataset.liveWord}` : heard ? `▲ ${live.dataset.lostWord} ${Math.round(silent / 1000)} s` : null;
  if (text === null || live.textContent === text) return;
  live.textContent = text;
  live.className = fine ? "tag good" : "tag warn";
}

/** Fetches a part again, unless somebody is in the middle of it: then the next time. */
async function renew(part) {
  const { place } = part;
  if (place.contains(document.activeElement) || place.querySelector("details[open]")) return;
  const answer = await fetch(place.dataset.from, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const html = await answer.text();
  if (place.contains(document.activeElement)) return;
  place.innerHTML = html;
  part.stale = false;
  part.fetched = Date.now();
  place.dispatchEvent(new CustomEvent("renewed", { bubbles: true }));
}

function connect() {
  const stream = new EventSource(page.dataset.live, { withCredentials: true });
  stream.addEventListener("totals", onTotals);
  stream.addEventListener("off", () => location.reload()); // the page itself says that it is switched off
  stream.addEventListener("error", () => {
    // A refused stream is not tried again by the browser: somebody was signed out, or the office was away.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 5000 + Math.random() * 5000);
  });
}

if (page && page.dataset.live) {
  for (const place of page.querySelectorAll("[data-part]"))
    parts.set(place.dataset.part, { place, sum: null, stale: false, fetched: Date.now() });
  connect();
  setInterval(() => {
    sayState();
    for (const part of parts.values()) {
      const every = Number(part.place.dataset.every || 0) * 1000;
      if (part.stale || (every && Date.now() - part.fetched > every)) renew(part);
    }
  }, 1000);
}
