/** Who is crossed off: by the office's word, and by what was tapped here, whether or not it was sent yet. Pure. */

import { numberOf } from "./damm.js";
import { keyOf } from "./roll.js";

/** `told` with what the live line said at `wall`. It is not kept: what is asked for next says it again. */
export function changed(told, { struck, unstruck }, wall) {
  const keys = new Set(told.keys);
  const heard = { ...told.heard };
  for (const [precinct, n] of unstruck) keys.delete(keyOf(precinct, n));
  for (const [precinct, n] of struck) keys.add(keyOf(precinct, n));
  for (const [precinct, n] of [...struck, ...unstruck]) heard[keyOf(precinct, n)] = wall;
  return { ...told, keys: [...keys], heard };
}

/** `told` with an answer that was asked for at `asked`; what the live line said after that is younger. */
export function learnt(told, { struck, unstruck, since }, asked) {
  const keys = new Set(told.keys);
  const heard = Object.fromEntries(Object.entries(told.heard || {}).filter(([, wall]) => wall > asked));
  for (const [precinct, n] of unstruck) if (!(keyOf(precinct, n) in heard)) keys.delete(keyOf(precinct, n));
  for (const [precinct, n] of struck) if (!(keyOf(precinct, n) in heard)) keys.add(keyOf(precinct, n));
  return { keys: [...keys], at: asked, since, heard };
}

/**
 * @param told {keys: [key], at: wall time at which the office was asked, heard: {key: wall time since}} or null
 * @param entries all kept entries of this person
 * @returns Map key → {mine: entry or null, state: "struck" | "waiting" | "refused"}
 */
export function struckBy(told, entries) {
  const found = new Map((told ? told.keys : []).map((key) => [key, { mine: null, state: "struck" }]));
  for (const entry of entries) {
    if (entry.body.kind !== "strike") continue;
    const key = keyOf(entry.body.precinct, numberOf(entry.body.code));
    if (entry.withdrawn) forgetIfOurs(found, key, entry, told, entries);
  }
  for (const entry of entries) {
    if (entry.body.kind !== "strike" || entry.withdrawn) continue;
    const key = keyOf(entry.body.precinct, numberOf(entry.body.code));
    const state = entry.verdict === "refused" || entry.state === "stuck" ? "refused" : entry.verdict === "waiting" ? "waiting" : "struck";
    if (state === "refused" && found.has(key)) continue; // someone else's counts
    found.set(key, { mine: entry, state });
  }
  return found;
}

/** What was taken back here is not crossed off, until the office has said who is since it heard of that. */
function forgetIfOurs(found, key, { id }, told, entries) {
  const undo = entries.find((e) => e.body.kind === "correction" && e.body.withdraws.includes(id));
  const said = told && ((told.heard || {})[key] || told.at);
  if (!(undo && undo.state === "kept" && said > undo.ackedAt)) found.delete(key);
}

/** What can be undone, newest first: own facts that stand. */
export function undoable(entries) {
  const facts = entries.filter((e) => !e.withdrawn && !["correction", "tell_us", "post_taken"].includes(e.body.kind));
  return facts.filter((e) => e.verdict !== "refused").sort((a, b) => (a.id < b.id ? 1 : -1));
}
