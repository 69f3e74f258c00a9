/** The script: what to read aloud, what to ask, and the answers, as far as they are open. */

import { fill, h } from "../../lib/screen/dom.js";
import { filled, inLanguage, walk } from "../script.js";
import { isOff, offNote } from "../../lib/screen/switches.js";
import { language, say } from "../../lib/screen/words.js";

export function showScript(place, view, act) {
  const { hold, voter, script, person } = view;
  if (isOff(person, "calls.script") && place.reading !== hold.hold) {
    place.steps = 0;
    return fill(place, ["off", language(), hold.hold], () => offNote("calls.script"));
  }
  place.reading = hold.hold; // who has begun to read goes on to the end of the call
  const lang = act.scriptLanguage(view);
  const open = script ? walk(script, voter.answers) : { steps: [] };
  const before = place.steps || 0;
  place.steps = open.steps.length;
  const changed = fill(place, [language(), hold.hold, voter, lang, Boolean(script)], () => {
    if (!script) return h("p", { class: "note" }, say("no_script"));
    const fields = fieldsOf({ voter, person, script, lang });
    return [
      h("div", { class: "script-head" }, h("h2", {}, say("script")), switcher(script, lang, act)),
      open.steps.map((item, at) => step(item, at === open.steps.length - 1, { script, lang, fields, act })),
    ];
  });
  if (changed && before && open.steps.length > before) {
    place.lastElementChild.scrollIntoView({ block: "nearest" }); // the question that the tap opened
  }
  return changed;
}

function fieldsOf({ voter, person, script, lang }) {
  const own = (script.fields && (script.fields[lang] || script.fields)) || {};
  const { first, last, name } = voter;
  return { ...own, ...voter.fields, first, last, name, caller: person.who ? person.who.name.split(" ")[0] : "" };
}

function switcher(script, lang, act) {
  if ((script.languages || []).length < 2) return null;
  const buttons = script.languages.map((code) =>
    h("button", {
      type: "button", id: `script-${code}`, lang: code, "aria-pressed": String(code === lang),
      onclick: () => act.readIn(code),
    }, ownName(code)),
  );
  return h("div", { role: "group", "aria-label": say("script_language"), class: "switch" }, buttons);
}

function ownName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function step({ id, step: { say: aloud, ask, answers = [] }, answer }, last, { script, lang, fields, act }) {
  const text = (texts) =>
    filled(inLanguage(texts, lang, script), fields, (name) => say(`field_${name}`)).map((part) =>
      part.field ? h("b", {}, part.text) : part.text,
    );
  const buttons = answers.map((option, n) =>
    h("button", {
      type: "button", id: `answer-${id}-${option.id}`, "data-key": last ? n + 1 : null,
      "aria-pressed": String(answer === option), onclick: () => act.answer(id, option.id),
    }, inLanguage(option.label, lang, script)),
  );
  const question = `ask-${id}`;
  return h("section", { class: "sheet", lang },
    aloud && h("p", { class: "aloud" }, text(aloud)),
    ask && h("p", { class: "ask", id: question }, text(ask)),
    buttons.length > 0 && h("div", { class: "answers", role: "group", "aria-labelledby": ask ? question : null }, buttons),
  );
}
