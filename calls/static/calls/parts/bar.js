/** The bar under the thumb: what was saved last, undo, and the one primary action. */

import { showThumb } from "../../lib/screen/thumb.js";
import { all, say } from "../../lib/screen/words.js";
import { nameOfResult } from "./who.js";

/** @param primary {id, label, quiet, act} or null */
export function showBar(view, primary, act) {
  const last = view.last && view.last.ids.length ? view.last : null;
  const undo = Boolean(last) && view.state !== "shut" && view.state !== "nolink";
  const line = undo ? savedAs(last) : view.state === "voter" ? say("tap_what_happened") : "";
  showThumb({ line, undo, primary }, act);
}

function savedAs({ names, result }) {
  return say("saved_as", { names: all(names), result: nameOfResult(result) });
}
