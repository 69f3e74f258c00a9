/**
 * Typing in a call sheet or a strike sheet by keyboard alone: what is typed is kept in this browser until the office has
 * it. A strike sheet (data-ticks) has a tick a row, X, and its rows are found by their codes.
 */

const place = document.getElementById("typing");
const input = document.getElementById("said");
const whom = document.getElementById("whom");
const wrong = document.getElementById("wrong");
const saved = document.getElementById("saved");
const lines = [...document.querySelectorAll("#lines li")];
const letters = new Set([...document.querySelectorAll(".box")].map((box) => box.dataset.letter));
const ticks = "ticks" in place.dataset;
const questions = (place.dataset.questions || "").split(",").filter(Boolean).map(Number);
const KEY = `packet ${place.dataset.packet}`;
const BATCH = 50;
const AGAIN = 3000; // ms until the office is asked again

let at = 0;
let sending = false;
let waiting = kept();

/** What was typed and not yet acknowledged: {row: {row, letter, answers}}. */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

function keep() {
  if (Object.keys(waiting).length) localStorage.setItem(KEY, JSON.stringify(waiting));
  else localStorage.removeItem(KEY);
}

function go(to) {
  at = Math.min(Math.max(to, 0), lines.length - 1);
  for (const [n, line] of lines.entries()) {
    if (n === at) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
  whom.textContent = `${lines[at].dataset.code ?? lines[at].dataset.row} · ${lines[at].querySelector(".who").textContent}`;
  input.value = lines[at].querySelector(".said").textContent;
  input.select();
  lines[at].scrollIntoView({ block: "nearest" });
}

/** "C1304" as {letter, answers}; a string is what is wrong with it. */
function read(typed) {
  const letter = typed[0].toUpperCase();
  if (!letters.has(letter) || (ticks && typed.length > 1)) return wrong.dataset.letter;
  const answers = {};
  for (const [n, digit] of [...typed.slice(1)].entries()) {
    if (digit === "0" || digit === "-") continue;
    if (!(Number(digit) >= 1 && Number(digit) <= (questions[n] || 0))) return wrong.dataset.answer + (n + 1);
    answers[n + 1] = Number(digit);
  }
  return { letter, answers };
}

function enter(event) {
  event.preventDefault();
  const typed = input.value.replace(/\s/g, "");
  wrong.textContent = "";
  if (/^\d+$/.test(typed)) {
    const found = lines.findIndex((line) => (line.dataset.code ?? line.dataset.row) === String(Number(typed)));
    if (found < 0) {
      wrong.textContent = wrong.dataset.row;
      input.select();
    } else {
      go(found);
      if (ticks) {
        say("X", { letter: "X" });
        input.value = "";
      }
    }
    return;
  }
  const before = lines[at].querySelector(".said").textContent;
  if (typed && typed.toUpperCase() !== before) {
    const said = read(typed);
    if (typeof said === "string") {
      wrong.textContent = said;
      input.select();
      return;
    }
    say(typed.toUpperCase(), said);
  }
  go(at + 1);
}

/** Notes what was typed for the row where we are, and sends it. */
function say(shown, said) {
  const line = lines[at];
  line.querySelector(".said").textContent = shown === "-" ? "" : shown;
  waiting[line.dataset.row] = { row: Number(line.dataset.row), ...said };
  keep();
  mark(line.dataset.row, "…", "wait");
  send();
}

function mark(row, sign, how, text = "") {
  const line = lines.find((one) => one.dataset.row === String(row));
  const shown = line?.querySelector(".how");
  if (!shown) return;
  shown.textContent = sign;
  shown.className = `how ${how}`;
  shown.title = text;
}

function tell() {
  const n = Object.keys(waiting).length;
  saved.textContent = n ? saved.dataset.waiting + n : saved.dataset.saved;
  saved.className = n ? "tag warn" : "tag good";
}

async function send() {
  tell();
  const batch = Object.values(waiting).slice(0, BATCH);
  if (sending || !batch.length) return;
  sending = true;
  let again = AGAIN;
  try {
    const reply = await fetch(place.dataset.to, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": place.dataset.token },
      body: JSON.stringify({ rows: batch }),
    });
    const told = reply.headers.get("Content-Type")?.includes("json") ? await reply.json() : null;
    if (reply.ok && told?.rows) {
      for (const [n, one] of told.rows.entries()) {
        if (waiting[one.row] === batch[n]) delete waiting[one.row]; // typed anew meanwhile: goes with the next
        if (one.verdict === "recorded") mark(one.row, "✓", "good");
        else mark(one.row, "!", "stop", one.text);
      }
      keep();
      again = 0;
    } else if (told?.error) {
      wrong.textContent = told.error;
    } else {
      wrong.textContent = saved.dataset.lost;
    }
  } catch {
    // no network: it stays here and goes later
  }
  sending = false;
  tell();
  if (Object.keys(waiting).length) setTimeout(send, again);
}

document.getElementById("entry").addEventListener("submit", enter);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") go(at + 1);
  else if (event.key === "ArrowUp") go(at - 1);
  else return;
  event.preventDefault();
});
for (const [n, line] of lines.entries()) {
  line.querySelector("button").addEventListener("click", () => {
    go(n);
    input.focus();
  });
}
for (const one of Object.values(waiting)) mark(one.row, "…", "wait");
const first = lines.findIndex((line) => !line.querySelector(".said").textContent);
go(ticks || first < 0 ? 0 : first); // of a strike sheet few rows are ticked: one begins at its top
input.focus();
send();
