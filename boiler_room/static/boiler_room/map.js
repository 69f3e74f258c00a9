/**
 * Keeps the map up to date: when `/live` tells of new figures, and every half minute for what time alone changes, the
 * areas' figures are fetched and put in place. Nothing moves, and the area that has the focus keeps it.
 */

const SILENCE = 20000; // the office sends totals each second; after this the page says how old it is
const AT_MOST_EVERY = 4000;
const AT_LEAST_EVERY = 30000;

const map = document.querySelector(".map[data-now]");
const live = document.getElementById("live");
const pointed = document.getElementById("pointed");
let heard = 0;
let fetched = Date.now();
let stale = false;

function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** One area, as `views/map.py` describes it: on the map and in the table. */
function show(area, [text, beside, level, words, label, said]) {
  const spot = document.getElementById(`m${area}`);
  if (spot) {
    spot.setAttribute("aria-label", said);
    spot.firstElementChild.setAttribute("fill", `url(#p-${level})`);
    put(document.getElementById(`l${area}`), label);
  }
  const row = document.getElementById(`t${area}`);
  for (const [part, value] of Object.entries({ text, beside, words })) put(row?.querySelector(`[data-part=${part}]`), value);
  if (row) row.querySelector("[data-part=words]").className = `tag ${level}`;
}

async function renew() {
  stale = false;
  fetched = Date.now();
  const answer = await fetch(map.dataset.now).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const now = await answer.json();
  put(document.getElementById("clock"), now.clock);
  for (const [area, told] of Object.entries(now.spots)) show(area, told);
  for (const [level, [words, n]] of Object.entries(now.levels)) {
    put(document.getElementById(`w-${level}`), words);
    put(document.getElementById(`n-${level}`), String(n));
  }
}

function onTotals(event) {
  heard = Date.now();
  const told = Object.keys(JSON.parse(event.data).figures);
  if (told.some((key) => key !== "clock" && key !== "age")) stale = true;
}

function sayState() {
  const silent = Date.now() - heard;
  if (!heard) return;
  const fine = silent < SILENCE;
  put(live, fine ? `● ${live.dataset.liveWord}` : `▲ ${live.dataset.lostWord} ${Math.round(silent / 1000)} s`);
  live.className = fine ? "tag good" : "tag warn";
}

function connect() {
  const stream = new EventSource(map.dataset.live, { withCredentials: true });
  stream.addEventListener("totals", onTotals);
  stream.addEventListener("off", () => location.reload()); // the page itself says that it is switched off
  stream.addEventListener("error", () => {
    // A refused stream is not tried again by the browser: somebody was signed out, or the office was away.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 5000 + Math.random() * 5000);
  });
}

/** Says of which area is pointed at or focused, and marks its row. */
function point(event) {
  const spot = event.target.closest(".spot");
  for (const row of map.querySelectorAll(".pointed-at")) row.classList.remove("pointed-at");
  pointed.textContent = spot ? spot.getAttribute("aria-label") : "\u00a0";
  if (spot) document.getElementById(`t${spot.id.slice(1)}`)?.classList.add("pointed-at");
}

if (map) {
  if (pointed) for (const kind of ["pointerover", "focusin"]) map.addEventListener(kind, point);
  if (map.dataset.live) connect();
  setInterval(() => {
    sayState();
    const age = Date.now() - fetched;
    if ((stale && age > AT_MOST_EVERY) || age > AT_LEAST_EVERY) renew();
  }, 1000);
}
