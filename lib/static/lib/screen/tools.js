/** The tools that every screen has: "Tell us", practice, the other language. */

import { h } from "./dom.js";
import { language, say } from "./words.js";

export function tool(id, label, run, lang) {
  return h("button", { type: "button", id, lang, onclick: run }, label);
}

export const tellTool = (act) => tool("tell", say("tell_us"), () => act.tellUs());

export const practiceTool = (act, on) => tool("practice", say(on ? "practice_leave" : "practice"), () => act.practice(!on));

export const languageTool = (act) =>
  tool("lang", say("other_language"), () => act.switchLanguage(), language() === "en" ? "es" : "en");
