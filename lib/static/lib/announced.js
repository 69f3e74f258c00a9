/** Announcements on staff pages: those that the page came with, and what `/live` brings while it is open. */

const KEPT = "fieldoffice-closed"; // numbers of what was closed in this browser
const REMEMBERED = 60;

const place = document.getElementById("announced");

function closed() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

function close(notice) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...closed(), notice.dataset.word].slice(-REMEMBERED)));
  } catch {
    // it is shown again on the next page
  }
  notice.remove();
}

/** Shows a notice that stands in its place; one that was closed before goes. */
function show(notice) {
  if (closed().includes(notice.dataset.word)) return notice.remove();
  notice.querySelector("button").addEventListener("click", () => close(notice));
  notice.hidden = false;
  return null;
}

/** One more, in the page's language; or one that was withdrawn. */
function hear(event) {
  const { id, text, urgent, withdrawn } = JSON.parse(event.data);
  const there = place.querySelector(`[data-word="${id}"]`);
  if (withdrawn) there?.remove();
  if (withdrawn || there) return;
  const notice = document.getElementById("announced-one").content.cloneNode(true).firstElementChild;
  notice.dataset.word = id;
  notice.classList.toggle("stop", urgent);
  notice.querySelector(urgent ? ".calm" : ".urgent").remove();
  notice.querySelector("span").textContent = text[document.documentElement.lang.slice(0, 2)] || text.en;
  place.append(notice);
  show(notice);
}

function connect() {
  const stream = new EventSource(`${place.dataset.hear}?view=none`, { withCredentials: true });
  stream.addEventListener("announcement", hear);
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 20000 + Math.random() * 20000);
  });
}

if (place) {
  place.querySelectorAll("[data-word]").forEach(show);
  if (place.dataset.hear) connect();
}
