/** Under the thumb: what was saved last, undo, and the one primary action. */

import { fill, h } from "./dom.js";
import { language, say } from "./words.js";

/** @param line what was saved last; undo: whether it can be undone; primary {id, label, quiet, act} or null */
export function showThumb({ line, undo, primary }, act) {
  fill(document.getElementById("last"), line, () => [line]); // a place that stays: screen readers listen to it
  fill(document.getElementById("thumb"), [language(), undo, primary && [primary.id, primary.label, primary.quiet]], () => [
    undo && h("button", { type: "button", id: "undo", onclick: () => act.undo() }, say("undo")),
    primary && h("button", {
      type: "button", id: primary.id, class: primary.quiet ? "primary quiet" : "primary", onclick: primary.act,
    }, primary.label),
  ]);
}
