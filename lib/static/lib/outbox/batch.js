/** Which entries go up in the next round trip. */

export const MOST = 200;
export const LARGEST = 200_000; // the server takes 256 KiB; the rest of the request needs its room

const size = (body) => new TextEncoder().encode(JSON.stringify(body)).length + 1;

/** True when an entry waits here and may be sent at this wall time. */
export function isDue(entry, wall) {
  return entry.state === "unsent" && !(entry.notBefore > wall);
}

/** Milliseconds until the next entry that is held back may go up; Infinity when there is none. */
export function nextDue(entries, wall) {
  const held = entries.filter((e) => e.state === "unsent" && e.notBefore > wall);
  return Math.min(...held.map((e) => e.notBefore - wall));
}

/**
 * The entries to send, oldest first, at most `most` and LARGEST bytes of JSON.
 * @param entries kept entries {id, state, notBefore, body}
 */
export function nextBatch(entries, wall, most = MOST) {
  const due = entries.filter((e) => isDue(e, wall)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const batch = [];
  let bytes = 0;
  for (const entry of due) {
    bytes += size(entry.body);
    if (batch.length && (batch.length >= most || bytes > LARGEST)) break;
    batch.push(entry);
  }
  return batch;
}
