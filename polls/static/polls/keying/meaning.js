/** What is meant by what stands in the field. Pure. */

export const SHOWN = 8; // names from which to choose

/**
 * {kind, voters, all}: `nothing`, `undo` (a minus), `code` (one voter), `wrong` (a digit of it is; `whole` when no longer
 * code could still come of it), `unknown` (nobody has it), `letters` (the first of `all` who fit).
 */
export function meaning(text, roll) {
  const typed = text.trim();
  if (!typed) return { kind: "nothing", voters: [] };
  if (/^[-−–]$/.test(typed)) return { kind: "undo", voters: [] };
  if (/^\d+$/.test(typed)) {
    const found = roll.withCode(typed);
    if (found === null) return { kind: "wrong", voters: [], whole: typed.length >= roll.longest };
    return found.length ? { kind: "code", voters: found } : { kind: "unknown", voters: [] };
  }
  const found = roll.withLetters(typed);
  return { kind: "letters", voters: found.slice(0, SHOWN), all: found.length };
}

/** "DOE, JANE Q · 12 Alder Court" */
export function told({ last, first, address }) {
  return `${last}, ${first}${address ? ` · ${address}` : ""}`;
}

/**
 * When something was seen, by the clock of the place: ms since 1970 for "14:05" of today there, or `now` for nothing.
 * null when that is still to come. `offset` is the place's from UTC, in minutes.
 */
export function seenAt(clock, offset, now) {
  if (!clock) return now;
  const [hours, minutes] = clock.split(":").map(Number);
  const there = new Date(now + offset * 60000);
  const at = Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate(), hours, minutes) - offset * 60000;
  return at > now ? null : at;
}
