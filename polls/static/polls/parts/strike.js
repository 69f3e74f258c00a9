/** Crossing off: by code, by letters of the name, or along the streets. */

import { fill, h } from "../../lib/screen/dom.js";
import { isOff, offNote } from "../../lib/screen/switches.js";
import { language, say } from "../../lib/screen/words.js";
import { streetsOf } from "../roll.js";
import { showCode } from "./code.js";
import { Rows } from "./rows.js";
import { lookOf, voterRow } from "./voter.js";

const MODES = ["code", "name", "list"];

export function showStrike(main, app, view) {
  const { draft, roll, person } = view;
  const { acts } = app;
  const noList = draft.mode === "list" && isOff(person, "polls.list");
  const several = roll.precincts.size > 1 && draft.mode !== "code"; // there it stands beside the digits
  const fresh = fill(main, ["strike", draft.mode, noList, language(), roll.voters.length, roll.precincts.size], () => [
    h("h1", { class: "hide", id: "name", tabindex: "-1" }, say("section_strike")),
    h("div", { class: "switch modes", role: "group", "aria-label": say("modes"), id: "modes" }),
    several && h("div", { class: "switch precincts", role: "group", "aria-label": say("precincts"), id: "precincts" }),
    h("div", { id: "finding", class: draft.mode }),
  ]);
  chooser(document.getElementById("modes"), MODES.map((m) => [m, say(`mode_${m}`)]), draft.mode, (mode) => acts.setMode(mode));
  if (several) {
    const choices = [[null, say("all_precincts")], ...[...roll.precincts.values()].map((p) => [p.id, p.name])];
    chooser(document.getElementById("precincts"), choices, draft.precinct, (precinct) => acts.set({ precinct }));
  }
  const place = document.getElementById("finding");
  if (noList) return fill(place, ["off", language()], () => offNote("polls.list"));
  if (draft.mode === "code") return showCode(place, app, view);
  if (fresh) place.rows = null;
  return draft.mode === "name" ? showNames(place, app, view) : showList(place, app, view);
}

function chooser(place, choices, chosen, choose) {
  fill(place, [language(), choices, chosen], () => choices.map(([value, label]) =>
    h("button", { type: "button", id: `choose-${value}`, "aria-pressed": String(value === chosen), onclick: () => choose(value) }, label)));
}

/** Rows that know how to draw a voter as things stand at each painting. */
function rowsFor(app, label) {
  const markOf = (voter) => app.view.struck && app.view.struck.get(voter.key);
  return new Rows(label, {
    make: (voter) => voterRow(voter, markOf(voter), { roll: app.view.roll, act: app.acts }),
    lookOf: (voter) => `${voter.key} ${lookOf(voter, markOf(voter))}`,
  });
}

/** The same question again gets the very same list, so that rows stay where they are. */
function once(place, question, find) {
  const asked = JSON.stringify(question);
  if (place.asked !== asked) Object.assign(place, { asked, found: find() });
  return place.found;
}

function showNames(place, app, { draft, roll, body }) {
  if (!place.rows) {
    place.rows = rowsFor(app, say("found"));
    place.asked = null;
    const field = h("input", {
      id: "letters", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", enterkeyhint: "search",
      oninput: (event) => app.acts.set({ letters: event.target.value }),
      onkeydown: (event) => fromField(event, place.rows, app),
    });
    field.value = draft.letters;
    place.replaceChildren(
      h("label", { for: "letters", class: "hide" }, say("letters_label")),
      h("div", { class: "typed" }, field, h("button", { type: "button", id: "clear", "aria-label": say("clear"), onclick: () => clear(app, field) }, "×")),
      h("p", { id: "hint", role: "status" }), place.rows.place,
    );
    field.placeholder = say("letters_hint");
    if (matchMedia("(hover: hover)").matches) field.focus();
  }
  const found = once(place, [draft.letters, draft.precinct, body.as_of], () => roll.withLetters(draft.letters, draft.precinct));
  const hint = !draft.letters.trim() ? "" : found.length ? say("n_found", { n: found.length }) : say("none_found");
  fill(document.getElementById("hint"), hint, () => [hint]);
  place.rows.show(found);
}

function clear(app, field) {
  field.value = "";
  field.focus();
  return app.acts.set({ letters: "" });
}

/** From the field: down into the list; Enter crosses off the only one. */
function fromField(event, rows, app) {
  if (!rows.items.length) return;
  if (event.key === "ArrowDown" || (event.key === "Enter" && rows.items.length > 1)) {
    event.preventDefault();
    rows.focus(0);
  } else if (event.key === "Enter") app.acts.strike(rows.items[0]);
}

function showList(place, app, { draft, roll, body }) {
  if (!place.rows) {
    place.rows = rowsFor(app, say("mode_list"));
    place.asked = null;
    const street = h("select", { id: "street", onchange: (event) => place.rows.jump(Number(event.target.value)) });
    place.replaceChildren(h("label", { for: "street", class: "hide" }, say("street_label")), street, place.rows.place);
  }
  const voters = once(place, [draft.precinct, body.as_of, language()], () => {
    const shown = roll.inStreetOrder(draft.precinct);
    const options = streetsOf(shown).map(({ street, at }) => h("option", { value: at }, street || say("no_address")));
    document.getElementById("street").replaceChildren(...options);
    return shown;
  });
  place.rows.show(voters);
}
