/** One voter as a row: a tap crosses off, a tap on one who is asks; the three dots tell what else happened. */

import { h } from "../../lib/screen/dom.js";
import { say } from "../../lib/screen/words.js";
import { nameOf } from "../news.js";

/** What a row's look depends on. */
export function lookOf(voter, mark) {
  return mark ? mark.state + (mark.mine ? mark.mine.state : "") : "";
}

/** @param roll tells the precinct's name where several are at the table */
export function voterRow(voter, mark, { roll, act }) {
  const state = mark ? mark.state : "open";
  const crossed = state === "struck" || state === "waiting";
  const precinct = roll.precincts.size > 1 && roll.precincts.get(voter.precinct).name;
  const about = [precinct, voter.address || say("no_address")].filter(Boolean).join(" · ");
  const tap = () => (crossed ? act.unstrike(voter, mark) : act.strike(voter));
  return [
    h("button", { type: "button", class: "voter", id: `v-${voter.key}`, "data-state": state, onclick: tap },
      h("span", { class: "name" }, crossed && h("span", { class: "sign", "aria-hidden": "true" }, "✓ "), nameOf(voter)),
      h("span", { class: "about" }, h("span", { class: "code" }, voter.code), ` · ${about}`),
      state !== "open" && h("span", { class: "mark" }, say(`mark_${state}`)),
    ),
    h("button", {
      type: "button", class: "more", "aria-label": say("more_for", { name: nameOf(voter) }), onclick: () => act.more(voter),
    }, "⋯"),
  ];
}
