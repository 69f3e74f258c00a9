/** Whether the work is safe, in words: the office has it, or it waits here. */

import { say } from "./words.js";

/** "✓ 23 saved" says that the office has them; what waits says that it is safe here. */
export function savedState({ saved, waiting, stuck }, office, practice) {
  if (practice) return "";
  const parts = [];
  if (saved || !waiting) parts.push(say("saved", { n: saved }));
  if (waiting) parts.push(say(office.ok ? "on_its_way" : "waiting_here", { n: waiting }));
  if (stuck) parts.push(say("stuck", { n: stuck }));
  return parts.join(" · ");
}

/** Why the office did not simply record an entry: in the person's language where we have it, else in the office's. */
export function reasonOf({ reason, text }) {
  const own = say(`reason_${reason}`);
  return own === `reason_${reason}` ? text || reason || "" : own;
}
