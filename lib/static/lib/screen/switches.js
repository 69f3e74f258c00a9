/** What the office switched off for this person's team: their screen says so in plain words where the feature was. */

import { captainLink } from "./card.js";
import { ask } from "./ask.js";
import { h } from "./dom.js";
import { say } from "./words.js";

/** Names of features that are off, as the last exchange or live event told it. */
export function offIn(person) {
  return (person && person.switched && person.switched.off) || [];
}

export function isOff(person, name) {
  return offIn(person).includes(name);
}

/** The line that stands where the feature was; `off_…` in the room's words. */
export function offNote(name) {
  return h("p", { class: "note" }, say(`off_${name}`));
}

/** A dialog that says so and whom to call. */
export function sayOff(name, person) {
  return ask({ title: say(`off_${name}_title`), body: [h("p", {}, say(`off_${name}`)), captainLink((person && person.team) || {})] });
}
