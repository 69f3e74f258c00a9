/** What a reply of the office changes on the device. Pure: records in, changed records out. */

import { learn } from "./announced.js";
import { lifeOf } from "./steady.js";

export const DAY = 24 * 3600 * 1000;

/**
 * @param kept {person, entries: [all of this person], holds: [all of this person]}
 * @param sent reading {wall, steady} when the request was sent
 * @param reply the body of POST /outbox
 * @returns {person, entries, holds: records to write; dropped: hold ids to forget; news: for the screen}
 */
export function settle(kept, sent, reply) {
  const news = [];
  const known = learn(kept.person, reply.announcements, sent, reply.server_at);
  const person = { ...known, era: reply.era, live: reply.live || kept.person.live };
  const entries = settleEntries(kept, sent, reply, news);
  const { holds, dropped } = settleHolds(kept, sent, reply, news);
  person.sheets = learnSheets(person.sheets || [], reply);
  person.finished = Boolean(reply.finished);
  if (reply.finished || reply.next_sheet) news.push({ type: "finished", next: reply.next_sheet || null });
  if (reply.message && reply.message !== kept.person.message) news.push({ type: "message", text: reply.message });
  person.message = reply.message || null;
  person.switched = newerSwitches(person.era === kept.person.era ? kept.person.switched : null, reply.switched);
  return { person, entries, holds, dropped, news };
}

/** The later word about what is switched off, by its place in the office's log: a live event may overtake a reply. */
export function newerSwitches(known, told) {
  if (!told) return known || null;
  return known && known.as_of > told.as_of ? known : told;
}

/** The entries that the verdicts of a reply, or its new era, change. */
export function settleEntries(kept, sent, reply, news) {
  const changed = new Map();
  const byId = new Map(kept.entries.map((e) => [e.id, e]));
  if (kept.person.era && reply.era !== kept.person.era) {
    // The office was restored from a copy: all that it once acknowledged is sent again, once.
    for (const entry of kept.entries) {
      if (entry.state === "kept") changed.set(entry.id, { ...entry, state: "unsent", notBefore: 0 });
    }
    news.push({ type: "era" });
  }
  for (const { id, verdict, reason, text } of reply.verdicts || []) {
    const entry = byId.get(id);
    if (!entry) continue;
    changed.set(id, { ...entry, state: "kept", ackedAt: sent.wall, verdict, text: text || null });
    if (verdict !== "recorded" && entry.verdict !== verdict) news.push({ type: verdict, entry, reason, text });
  }
  return [...changed.values()];
}

function settleHolds(kept, sent, reply, news) {
  const mine = new Map(kept.holds.map((h) => [h.hold, h]));
  const changed = new Map();
  let place = Math.max(0, ...kept.holds.map((h) => h.place));
  for (const hold of reply.holds || []) {
    const before = mine.get(hold.hold);
    const life = lifeOf(hold.until, reply.server_at);
    const fresh = { ...before, ...hold, client: kept.person.client, got: sent, life };
    fresh.place = before ? before.place : ++place;
    delete fresh.gone;
    delete fresh.closed; // the office says that it is this device's
    mine.set(hold.hold, fresh);
    changed.set(hold.hold, fresh);
  }
  for (const gone of reply.gone || []) {
    const hold = mine.get(gone.hold);
    if (!hold) continue;
    const marked = markGone(hold, gone);
    if (marked === hold) continue;
    mine.set(hold.hold, marked);
    changed.set(hold.hold, marked);
    news.push({ type: "gone", ...gone });
  }
  const dropped = [...mine.values()].filter((h) => h.gone && h.hold !== kept.person.at).map((h) => h.hold);
  for (const id of dropped) changed.delete(id);
  return { holds: [...changed.values()], dropped };
}

/**
 * The hold with what was withdrawn marked: hold.gone is why the whole of it is, voter.gone why one is.
 * The same object comes back when nothing is new.
 */
export function markGone(hold, { voter, why }) {
  if (hold.gone) return hold;
  if (voter && hold.voters.some((v) => v.voter === voter && v.gone)) return hold;
  const voters = hold.voters.map((v) => (!voter || v.voter === voter ? { ...v, gone: v.gone || why } : v));
  return voters.every((v) => v.gone) ? { ...hold, voters, gone: why } : { ...hold, voters };
}

function learnSheets(sheets, reply) {
  const next = reply.next_sheet;
  return next && !sheets.some((s) => s.id === next.id) ? [...sheets, next] : sheets;
}

/** Ids of entries that were acknowledged more than a day ago. */
export function outlived(entries, wall) {
  return entries.filter((e) => e.state === "kept" && e.ackedAt < wall - DAY).map((e) => e.id);
}
