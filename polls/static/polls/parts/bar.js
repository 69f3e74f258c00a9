/** Under the thumb: what was saved last, undo, the one primary action; and the captain's number, always. */

import { fill, h } from "../../lib/screen/dom.js";
import { showThumb } from "../../lib/screen/thumb.js";
import { clockTime, language, say, spoken } from "../../lib/screen/words.js";
import { whatOf } from "../news.js";

/** @param primary {id, label, quiet, act} or null */
export function showBar(app, view, primary) {
  const { acts } = app;
  const last = view.done && view.done[0];
  const line = last && view.state === "work" ? say("done", { what: whatOf(app, last), time: clockTime(new Date(last.body.seen_at)) }) : "";
  showThumb({ line, undo: Boolean(last) && view.state === "work", primary }, acts);
  showCaptain(document.getElementById("captain"), view);
}

function showCaptain(place, { body, person }) {
  const team = (body && body.captain) || (person && person.team && { name: person.team.captain, phone: person.team.fallback });
  fill(place, [language(), team], () => [
    team && team.phone && h("a", { href: `tel:${team.phone}`, class: "captain" },
      h("span", { "aria-hidden": "true" }, "☎"), h("span", {}, h("span", { class: "hide" }, say("call")), ` ${team.name || say("your_captain")}: ${spoken(team.phone)}`)),
  ]);
}
