/** Who is called: name, household, number. */

import { fill, h } from "../../lib/screen/dom.js";
import { all, language, say, spoken } from "../../lib/screen/words.js";

export function showWho(place, view, act) {
  const { hold, voters, voter, over } = view;
  const key = [language(), hold.hold, hold.phone, hold.dialled, over, voter, voters];
  fill(place, key, () => [
    h("div", {}, h("h1", { id: "name", tabindex: "-1" }, voter.name), h("p", { class: "about" }, about(view))),
    over
      ? h("p", { class: "note" }, say("no_more_dialling"))
      : h("a", { class: "call", id: "call", href: `tel:${hold.phone}`, onclick: (event) => act.dial(event) },
          h("span", {}, say("call", { phone: spoken(hold.phone) })), h("span", { "aria-hidden": "true" }, "☎")),
    voters.length > 1 && household(view, act),
  ]);
}

function about({ hold, voters, voter }) {
  const parts = [];
  if (voter.age) parts.push(say("years", { age: voter.age }));
  const others = voters.filter((v) => v !== voter && !v.gone);
  if (others.length) {
    parts.push(say("also_here", { names: all(others.map((v) => (v.age ? `${v.first || v.name}, ${v.age}` : v.first || v.name))) }));
  }
  const speaks = voter.lang || hold.lang;
  if (speaks && speaks !== language()) parts.push(say("prefers", { language: nameOfLanguage(speaks) }));
  return parts.join(" · ");
}

function nameOfLanguage(code) {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** One button for each voter on the number: whom the answers are about, and what is recorded. */
function household({ voters, voter }, act) {
  const buttons = voters.map((v) =>
    h("button", {
      type: "button", id: `voter-${v.voter}`, "aria-pressed": String(v === voter), disabled: Boolean(v.gone),
      onclick: () => act.speakOf(v.voter),
    }, h("b", {}, v.first || v.name), h("span", {}, stateOf(v))),
  );
  return h("div", { role: "group", "aria-label": say("speak_with"), class: "household" }, buttons);
}

function stateOf(v) {
  if (v.gone) return say("gone_short");
  return v.result ? `✓ ${nameOfResult(v.result)}` : say("no_result_yet");
}

/** The name of a result as a record of it, not as a button that asks more. */
export function nameOfResult(result) {
  return say(result === "skipped" ? "r_skipped_done" : `r_${result}`);
}
