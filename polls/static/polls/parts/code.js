/** Crossing off by code: big keys, the check digit looked at while one types, and who it is before one taps. */

import { fill, h } from "../../lib/screen/dom.js";
import { language, say } from "../../lib/screen/words.js";
import { lookOf, voterRow } from "./voter.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"];

export function showCode(place, app, view) {
  const { draft, roll, struck } = view;
  const { digits } = draft;
  const type = (value) => app.acts.set({ digits: value.replace(/\D/g, "").slice(0, roll.longest) });
  if (!document.getElementById("digits")) build(place, app, roll, type);
  const field = document.getElementById("digits");
  if (field.value !== digits) field.value = digits;
  const { found, hint, wrong } = meant(view);
  field.setAttribute("aria-invalid", String(wrong));
  if (roll.precincts.size > 1) document.getElementById("precinct").value = draft.precinct ?? "";
  fill(document.getElementById("hint"), [hint, wrong], () => [hint]);
  document.getElementById("hint").classList.toggle("stop", wrong);
  fill(document.getElementById("meant"), [language(), found.map((v) => [v.key, lookOf(v, struck.get(v.key))])], () =>
    found.map((voter) => h("li", {}, voterRow(voter, struck.get(voter.key), { roll, act: app.acts }))));
}

function build(place, app, roll, type) {
  const field = h("input", {
    id: "digits", inputmode: "none", autocomplete: "off", "aria-describedby": "hint", oninput: () => type(field.value),
    onkeydown: (event) => event.key === "Enter" && app.acts.enterCode(),
  });
  const press = (key) => type(key === "clear" ? "" : key === "back" ? field.value.slice(0, -1) : field.value + key);
  place.replaceChildren(
    h("div", { class: "code-panel" },
      h("div", { class: "code-typed" }, roll.precincts.size > 1 && precinctField(app, roll),
        h("label", { for: "digits", class: "hide" }, say("code_label")), field),
      h("div", { class: "code-meant" }, h("p", { id: "hint", role: "status" }), h("ul", { id: "meant", "aria-label": say("found") }))),
    h("div", { class: "keypad", role: "group", "aria-label": say("keypad") }, KEYS.map((key) =>
      h("button", { type: "button", id: `key-${key}`, "aria-label": key.length > 1 ? say(key) : null, onclick: () => press(key) },
        { clear: "×", back: "⌫" }[key] || key))),
  );
  if (matchMedia("(hover: hover)").matches) field.focus();
}

function precinctField(app, roll) {
  const choices = [["", say("all_precincts")], ...[...roll.precincts.values()].map((p) => [p.id, p.name])];
  const options = choices.map(([value, label]) => h("option", { value }, label));
  return h("select", { id: "precinct", "aria-label": say("precincts"), onchange: ({ target }) =>
    app.acts.set({ precinct: target.value ? Number(target.value) : null }) }, options);
}

/**
 * Who is meant by the digits so far: {found: voters, hint, wrong}. A code may be the beginning of a longer one, so a
 * wrong digit is told when the code has its full length, or when one says that it is whole (`refused`).
 */
export function meant({ draft: { digits, precinct, refused }, roll, struck }) {
  if (!digits) return { found: [], hint: say("code_hint"), wrong: false };
  const found = roll.withCode(digits, precinct);
  const whole = digits.length === roll.longest || refused === digits;
  if (!found) return { found: [], hint: whole ? say("code_wrong", { code: digits }) : "", wrong: whole };
  if (!found.length) return { found, hint: whole ? say("code_unknown", { code: digits }) : "", wrong: whole };
  const all = found.every((v) => struck.has(v.key) && struck.get(v.key).state !== "refused");
  return { found, hint: all ? say("code_struck") : found.length > 1 ? say("code_which") : "", wrong: false };
}
