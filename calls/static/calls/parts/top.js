/** The line at the top: which list, which team, and whether the work is safe. Without a list: whose campaign. */

import { fill, h } from "../../lib/screen/dom.js";
import { savedState } from "../../lib/screen/saved.js";
import { say } from "../../lib/screen/words.js";

export function showTop(place, { view, office, practice, campaign }) {
  const { person, hold, counts } = view;
  const sheets = (person && person.sheets) || [];
  const sheet = hold && sheets.find((s) => s.id === hold.sheet);
  const name = sheet ? sheet.name : "";
  const team = person && person.team ? person.team.name : "";
  const lines = (name ? [name, team] : [team, campaign]).filter(Boolean);
  const key = [document.documentElement.lang, ...lines, counts, office.ok, practice];
  fill(place, key, () => [
    h("div", { class: "line" },
      h("p", { class: "list" }, h("b", {}, lines[0]), lines.length > 1 && ` · ${lines[1]}`),
      h("p", { class: `saved ${office.ok ? "" : "away"}`, id: "saved" }, person ? savedState(counts, office, practice) : ""),
    ),
    practice && h("p", { class: "practice-mark" }, say("practice_mark")),
  ]);
}
