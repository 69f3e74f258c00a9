/** Starts the keyed form: what staff type from a runner's paper. */

import { Form } from "./keying/form.js";
import { openKept } from "./keying/kept.js";
import { Sender } from "./keying/sending.js";
import { part, learn, say, tell } from "./keying/shown.js";
import { isQuiet, setQuiet } from "./keying/sound.js";

const settings = JSON.parse(part("keying-settings").textContent);
learn(settings.words);
let ahead = 0; // ms by which the office's clock is ahead of this one

const hear = (iso) => (ahead = Date.parse(iso) - Date.now());

async function post(entries, signal) {
  const answer = await fetch(settings.entries, {
    method: "POST", redirect: "manual", signal, body: JSON.stringify({ entries }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": part("form").dataset.csrf },
  });
  const body = answer.status === 200 ? await answer.json() : null;
  if (body) hear(body.server_at);
  return { status: answer.status, body };
}

/** What is told by telephone besides voters: a line, the polls opening, trouble. */
function report(form, event) {
  const what = event.submitter.value;
  const { place, precinct } = settings;
  if (what === "line") {
    const minutes = part("minutes").value.trim();
    if (!/^\d{1,3}$/.test(minutes) || Number(minutes) > 600) return tell(say("bad_minutes"), "stop");
    return said(form.add({ kind: "line_report", place, minutes: Number(minutes) }, say("line", { n: minutes })), "minutes");
  }
  if (what === "incident") {
    const choice = part("category");
    if (!choice.value) return tell(say("no_category"), "stop");
    const text = part("text").value.trim();
    const fact = { kind: "incident", place, precinct, category: choice.value, ...(text ? { text } : {}) };
    return said(form.add(fact, `${choice.selectedOptions[0].text}${text ? `: ${text.slice(0, 60)}` : ""}`), "category", "text");
  }
  return said(form.add({ kind: "polls_report", place, what }, event.submitter.textContent.trim()));
}

function said(row, ...fields) {
  if (!row) return;
  tell(say("recorded", { what: row.what }), "good");
  fields.forEach((id) => (part(id).value = ""));
}

function listen(form) {
  const field = part("code");
  field.addEventListener("input", () => form.typed());
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) event.preventDefault();
    if (step) form.move(step);
    if (event.key === "Escape") form.clear();
  });
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    form.enter();
  });
  part("names").addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) form.strike(form.roll.voters.find(({ n }) => n === Number(option.dataset.n)));
    field.focus();
  });
  part("typed").addEventListener("click", ({ target }) => {
    const row = form.byId.get(target.dataset?.id);
    if (row && !row.undone) form.undo(row);
    if (row) field.focus();
  });
  part("undo").addEventListener("click", () => {
    form.undoLast();
    field.focus();
  });
  part("reports")?.addEventListener("submit", (event) => {
    event.preventDefault();
    report(form, event);
  });
  part("quiet").checked = !isQuiet();
  part("quiet").addEventListener("change", ({ target }) => setQuiet(!target.checked));
}

async function start() {
  let kept;
  try {
    kept = await openKept(settings.by);
  } catch {
    return tell(say("not_saved"), "stop");
  }
  const form = new Form(settings, kept, () => Date.now() + ahead);
  form.sender = new Sender(kept, post, { settled: (verdict) => form.settled(verdict), state: (state) => form.count(state) });
  listen(form);
  form.sender.plan(0);
  try {
    const answer = await fetch(settings.roll);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const body = await answer.json();
    hear(body.server_at);
    form.fill(body);
  } catch {
    return tell(say("no_list"), "stop");
  }
  part("code").focus();
  document.body.dataset.ready = "yes";
  return form.count();
}

start();
