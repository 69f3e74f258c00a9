/** The lines at the top: where one stands, whether the work is safe, and the parts of the screen. */

import { fill, h } from "../../lib/screen/dom.js";
import { savedState } from "../../lib/screen/saved.js";
import { language, say } from "../../lib/screen/words.js";

const SECTIONS = ["strike", "report", "post"];

export function showTop(place, { view, office, practice }, act) {
  const { person, post, counts, state, draft } = view;
  const at = state === "work" ? draft.section : null;
  const where = post ? post.name : person && person.team ? person.team.name : "fieldoffice";
  const precincts = post ? post.precincts.map((p) => p.name).join(", ") : "";
  fill(place, [language(), where, precincts, counts, office.ok, practice, at], () => [
    h("div", { class: "line" },
      h("p", { class: "where" }, h("b", {}, where), precincts && h("span", {}, precincts)),
      h("p", { class: `saved ${office.ok ? "" : "away"}`, id: "saved" }, savedState(counts, office, practice)),
    ),
    practice && h("p", { class: "practice-mark" }, say("practice_mark")),
    at && h("nav", { class: "switch sections", "aria-label": say("sections") }, SECTIONS.map((name) =>
      h("button", { type: "button", id: `to-${name}`, "aria-pressed": String(name === at), onclick: () => act.goTo(name) }, say(`section_${name}`)))),
  ]);
}
