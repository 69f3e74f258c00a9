/** One tap when nobody talked; the rare results behind one line. */

import { fill, h } from "../../lib/screen/dom.js";
import { COMMON, RARE } from "../results.js";
import { language, say } from "../../lib/screen/words.js";

const KEYS = { not_home: "n", left_message: "l", call_back: "b", skipped: "s" }; // shown on wide screens; see keys.js

export function showOutcome(place, view, act) {
  const { hold, voter } = view;
  fill(place, [language(), hold.hold, voter.result, Boolean(voter.ride), voter.voter], () => [
    h("h2", {}, say("didnt_talk")),
    h("div", { class: "row" }, COMMON.map((code) => button(code, voter, act))),
    h("details", { id: "rare", open: place.rareOpen === hold.hold, ontoggle: (event) => {
      place.rareOpen = event.target.open ? hold.hold : null;
    } },
      h("summary", { id: "more" }, say("more_results")),
      h("div", { class: "answers" },
        RARE.map((code) => button(code, voter, act)),
        h("button", { type: "button", id: "ride", "aria-pressed": String(Boolean(voter.ride)), onclick: () => act.ride() },
          say(voter.ride ? "ride_done" : "ride")),
      ),
    ),
  ]);
}

function button(code, voter, act) {
  const asks = code === "call_back" ? "r_call_back_ask" : `r_${code}`;
  return h("button", {
    type: "button", id: `result-${code}`, "data-key": KEYS[code], "aria-pressed": String(voter.result === code), onclick: () => act.result(code),
  }, say(asks));
}
