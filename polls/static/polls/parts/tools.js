/** The tools: "Tell us" everywhere; practice and the other language where there is room for them. */

import { fill, h } from "../../lib/screen/dom.js";
import { language, say } from "../../lib/screen/words.js";

export function showTools(place, { practice, joined, room }, act) {
  const tool = (id, label, run, lang) => h("button", { type: "button", id, lang, onclick: run }, label);
  fill(place, [language(), practice, joined, room], () => [
    joined && !practice && tool("tell", say("tell_us"), () => act.tellUs()),
    joined && (room || practice) && tool("practice", say(practice ? "practice_leave" : "practice"), () => act.practice(!practice)),
    room && tool("lang", say("other_language"), () => act.switchLanguage(), language() === "en" ? "es" : "en"),
  ]);
}
