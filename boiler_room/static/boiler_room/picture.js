/**
 * Keeps the picture up to date: figures come by `/live` each second and go to their places; the lists and the
 * drawings are fetched again when they changed, but never under a hand that is using them.
 */

const SILENCE = 20000; // the office sends totals each second; after this it says how old the page is
const CHART_EVERY = 30000;

const picture = document.querySelector(".picture");
const live = document.getElementById("live");
let heard = 0;
let needs = null;
let stale = { lists: false, chart: false };

/** Puts one figure, as `boiler_room/ticking.py` describes it, wherever the page shows it. */
function show(key, figure) {
  const [text, state, done, due] = Array.isArray(figure) ? figure : [figure, ""];
  for (const place of picture.querySelectorAll(`[data-figure="${key}"]`)) {
    if (place.textContent !== text) place.textContent = text;
    const style = (place.dataset.kind === "tag" && state ? "tag " : "") + state;
    if (place.className !== style) place.className = style;
  }
  if (done === undefined) return;
  for (const bar of picture.querySelectorAll(`[data-bar="${key}"]`)) {
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
  if (needs !== null && totals.needs !== needs) stale.lists = true;
  needs = totals.needs;
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
async function renew(name) {
  const place = document.getElementById(name);
  if (place.contains(document.activeElement) || place.querySelector("details[open]")) return;
  const answer = await fetch(picture.dataset[name], { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const html = await answer.text();
  if (place.contains(document.activeElement)) return;
  place.innerHTML = html;
  stale[name] = false;
}

function connect() {
  const stream = new EventSource(picture.dataset.live, { withCredentials: true });
  stream.addEventListener("totals", onTotals);
  stream.addEventListener("error", () => {
    // A refused stream is not tried again by the browser: somebody was signed out, or the office was away.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 5000 + Math.random() * 5000);
  });
}

if (picture && picture.dataset.live) {
  connect();
  setInterval(() => {
    sayState();
    if (stale.lists) renew("lists");
    if (stale.chart) renew("chart");
  }, 1000);
  setInterval(() => (stale.chart = true), CHART_EVERY);
}
