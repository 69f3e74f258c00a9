/** What the keyed form shows: the names that fit, what was typed, how much of it the office has. */

import { h } from "../../lib/screen/dom.js";
import { told } from "./meaning.js";

const ROWS = 200; // typed ones in the document; all of them are counted

export const part = (id) => document.getElementById(id);

let words = {};

export function learn(book) {
  words = book;
}

/** The sentence `key`, its {names} filled. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The line under the field: what Enter did, or would do. `tone` good, again, stop or nothing. */
export function tell(text, tone = "") {
  const line = part("said");
  line.textContent = text;
  line.className = tone;
}

/** Names that fit the letters, `at` the one that Enter takes (−1: none yet). */
export function showNames(voters, at, struck) {
  const list = part("names");
  list.replaceChildren(...voters.map((voter, i) =>
    h("li", { role: "option", id: `name-${i}`, "data-n": voter.n, "aria-selected": String(i === at) },
      h("b", { class: "code" }, voter.code), ` ${told(voter)}`, struck.has(voter.n) && h("span", { class: "tag" }, say("crossed")))));
  list.hidden = !voters.length;
  const field = part("code");
  field.setAttribute("aria-expanded", String(voters.length > 0));
  if (at < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `name-${at}`);
}

/** One more row on top; the oldest leave the document. */
export function addRow(row) {
  row.element = h("li", {}, h("span", { class: "what" }), h("span", { class: "state" }),
    h("button", { type: "button", class: "small plain", "data-id": row.id }, say("take_back")));
  part("typed").prepend(row.element);
  while (part("typed").children.length > ROWS) part("typed").lastChild.remove();
  showRow(row);
}

export function showRow({ element, what, state, undone, text, again }) {
  element.firstChild.textContent = what;
  const tag = element.children[1];
  tag.textContent = undone ? say("taken_back") : `${say(`state_${state}`)}${again ? `, ${say("crossed_before")}` : ""}${text ? `: ${text}` : ""}`;
  tag.className = `state tag ${undone ? "" : { sent: "good", refused: "stop", kept: "warn" }[state] || ""}`;
  element.classList.toggle("undone", Boolean(undone));
  element.lastChild.hidden = Boolean(undone) || state === "refused";
}

/** How much is with the office: `n` typed, `waiting` of them not yet sent. */
export function showState({ n, waiting, away, shut, others }) {
  const place = part("state");
  const key = shut || (waiting ? (away ? "away" : "waiting") : n ? "all_sent" : "none");
  place.textContent = say(key, { n: waiting || n });
  place.className = `tag ${shut ? "stop" : waiting ? "warn" : n ? "good" : ""}`;
  part("others").textContent = others ? say("others", { n: others }) : "";
  part("others").hidden = !others;
}
