/** The line of tools: pause, practice, tell us, language, keys. Visible, not in a menu. */

import { fill, h } from "../../lib/screen/dom.js";
import { language, say } from "../../lib/screen/words.js";

export function showTools(place, { practice, paused, joined, keys }, act) {
  const tool = (id, label, run, lang) => h("button", { type: "button", id, lang, onclick: run }, label);
  fill(place, [language(), practice, paused, joined, keys], () => [
    joined && !practice && !paused && tool("pause", say("pause"), () => act.pause(true)),
    joined && tool("practice", say(practice ? "practice_leave" : "practice"), () => act.practice(!practice)),
    joined && !practice && tool("tell", say("tell_us"), () => act.tellUs()),
    tool("lang", say("other_language"), () => act.switchLanguage(), language() === "en" ? "es" : "en"),
    joined && tool("keys", say("keys"), () => act.showKeys()),
  ]);
}
