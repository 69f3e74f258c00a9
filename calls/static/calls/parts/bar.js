/** The bar under the thumb: what was saved last, undo, and the one primary action. */

import { fill, h } from "../../lib/screen/dom.js";
import { all, language, say } from "../../lib/screen/words.js";
import { nameOfResult } from "./who.js";

/** @param primary {id, label, quiet, act} or null */
export function showBar(place, { view, primary }, act) {
  const last = view.last && view.last.ids.length ? view.last : null;
  const undoable = Boolean(last) && view.state !== "shut" && view.state !== "nolink";
  const line = undoable ? savedAs(last) : view.state === "voter" ? say("tap_what_happened") : "";
  fill(document.getElementById("last"), line, () => [line]); // a place that stays: screen readers listen to it
  fill(place, [language(), undoable, primary && [primary.id, primary.label, primary.quiet]], () => [
    undoable && h("button", { type: "button", id: "undo", onclick: () => act.undo() }, say("undo")),
    primary && h("button", {
      type: "button", id: primary.id, class: primary.quiet ? "primary quiet" : "primary", onclick: primary.act,
    }, primary.label),
  ]);
}

function savedAs({ names, result }) {
  return say("saved_as", { names: all(names), result: nameOfResult(result) });
}
