/** The tools: "Tell us" everywhere; practice and the other language where there is room for them. */

import { fill } from "../../lib/screen/dom.js";
import { languageTool, practiceTool, tellTool } from "../../lib/screen/tools.js";
import { language } from "../../lib/screen/words.js";

export function showTools(place, { practice, joined, room }, act) {
  fill(place, [language(), practice, joined, room], () => [
    joined && !practice && tellTool(act),
    joined && (room || practice) && practiceTool(act, practice),
    room && languageTool(act),
  ]);
}
