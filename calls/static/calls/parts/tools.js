/** The line of tools: pause, practice, tell us, language, keys. Visible, not in a menu. */

import { fill } from "../../lib/screen/dom.js";
import { languageTool, practiceTool, tellTool, tool } from "../../lib/screen/tools.js";
import { language, say } from "../../lib/screen/words.js";

export function showTools(place, { practice, paused, joined, keys }, act) {
  fill(place, [language(), practice, paused, joined, keys], () => [
    joined && !practice && !paused && tool("pause", say("pause"), () => act.pause(true)),
    joined && practiceTool(act, practice),
    joined && !practice && tellTool(act),
    languageTool(act),
    joined && tool("keys", say("keys"), () => act.showKeys()),
  ]);
}
