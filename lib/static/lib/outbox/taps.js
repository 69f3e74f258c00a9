/** Writing taps down. Each function resolves when the tap is on the disk, not before. */

import { write } from "./store.js";
import { uuid7 } from "./uuid7.js";

/**
 * One tap in one transaction: takes back what it replaces and records what it says.
 * Facts that never left the device vanish when they are taken back; the others are withdrawn by a correction.
 * @param tap {facts: [{kind, …the wire's fields, without id and seen_at}], withdraw: [ids],
 *   rest: ms for which the facts stay on the device, so that a slip can be set right before it is sent}
 * @returns the kept entries of `facts`
 */
export function writeTap(db, client, { facts = [], withdraw = [], rest = 0 }, { wall }) {
  const seen_at = new Date(wall).toISOString();
  const keep = (fact, notBefore) => {
    const id = uuid7();
    const body = { id, seen_at, ...fact };
    return { id, client, hold: fact.hold ?? null, body, state: "unsent", tries: 0, notBefore };
  };
  return write(db, ["entries"], async (tx) => {
    const store = tx.objectStore("entries");
    const sent = [];
    for (const id of withdraw) {
      const entry = await store.get(id);
      if (!entry || entry.withdrawn) continue;
      if (entry.tries === 0) {
        store.delete(id);
      } else {
        store.put({ ...entry, withdrawn: true });
        sent.push(id);
      }
    }
    const notBefore = rest ? wall + rest : 0;
    if (sent.length) store.put(keep({ kind: "correction", withdraws: sent }, notBefore));
    const entries = facts.map((fact) => keep(fact, notBefore));
    entries.forEach((entry) => store.put(entry));
    return entries;
  });
}

/** What was held back for a moment may go up now. */
export function release(db, client) {
  return write(db, ["entries"], async (tx) => {
    const store = tx.objectStore("entries");
    for (const entry of await store.getAll()) {
      if (entry.client === client && entry.state === "unsent" && entry.notBefore) {
        store.put({ ...entry, notBefore: 0 });
      }
    }
  });
}

/** What to tell the person: facts of these kinds that the office has, and what waits on this device. */
export function counts(entries, kinds = ["attempt"]) {
  const facts = entries.filter((e) => kinds.includes(e.body.kind) && !e.withdrawn);
  return {
    saved: facts.filter((e) => e.state === "kept").length,
    waiting: entries.filter((e) => e.state === "unsent").length,
    stuck: entries.filter((e) => e.state === "stuck").length,
  };
}
