/** A state with nothing to work on: says what is, that the work is safe, and what to do. */

import { fill, h } from "./dom.js";
import { language, say, spoken } from "./words.js";

/** @param card {title, text, person, buttons: [{id, label, act}]} */
export function showCard(place, card, act) {
  const buttons = card.buttons || [];
  fill(place, [language(), card.title, card.text, card.fallback, buttons.map((b) => b.label)], () => [
    h("section", { class: `card ${card.sign || ""}` },
      h("h1", { id: "name", tabindex: "-1" }, card.title),
      h("p", {}, card.text),
      buttons.map((b) => h("button", { type: "button", id: b.id, onclick: b.act }, b.label)),
      card.fallback && captainLink(card.fallback),
    ),
  ]);
}

/** Promise 8: the fallback number of that volunteer's own captain. */
export function captainLink({ captain: name, fallback }) {
  if (!fallback) return null;
  const text = say("call_captain", { captain: name || say("your_captain"), phone: spoken(fallback) });
  return h("p", {}, h("a", { href: `tel:${fallback}`, class: "captain" }, text));
}
