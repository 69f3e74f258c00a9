/** Who calls on this device: usually one person, at a phone bank's laptop several after each other. */

import { write } from "./store.js";
import { uuid7 } from "./uuid7.js";

/**
 * The client id to join with by the link `code`: asked again, by the same link and for the same person, it is
 * the same. Another link or person gets an id of its own; what the one before had not sent is still sent
 * under theirs.
 */
export async function clientToJoin(db, code, somebodyElse = false) {
  const person = await presentPerson(db);
  if (person && person.code === code && !person.shut && !somebodyElse) return person.client;
  const asked = await db.get("facts", "joining");
  if (asked && asked.code === code) return asked.client; // the answer was lost
  const joining = { code, client: uuid7() };
  await write(db, ["facts"], (tx) => tx.objectStore("facts").put(joining, "joining"));
  return joining.client;
}

/** Keeps what POST /join answered and makes that person the present one. */
export async function keepPerson(db, client, joined, { code, lang, languages, phone }) {
  const { token, who, team, work, sheets, era, live } = joined;
  await write(db, ["people", "facts"], async (tx) => {
    const before = await tx.objectStore("people").get(client);
    const sheet = before ? before.sheet : null;
    const person = { ...before, client, token, who, team, work, sheets, sheet, code, lang, languages, phone };
    person.shut = null;
    person.era = (before && before.era) || era;
    person.live = live || (before && before.live) || null;
    tx.objectStore("people").put(person);
    tx.objectStore("facts").put(client, "current");
    tx.objectStore("facts").delete("joining");
  });
}

/** The present person, or null. */
export async function presentPerson(db) {
  const client = await db.get("facts", "current");
  return client ? (await db.get("people", client)) || null : null;
}

/** Nobody is present any more. What they had not sent yet is still sent under their name. */
export function leave(db) {
  return write(db, ["facts"], (tx) => {
    tx.objectStore("facts").delete("current");
    tx.objectStore("facts").delete("joining");
  });
}

/** Everyone with entries still to send, the present person first and always. */
export async function sendersOf(db) {
  const current = await db.get("facts", "current");
  const people = await db.getAll("people");
  const entries = await db.getAll("entries");
  const waiting = new Set(entries.filter((e) => e.state === "unsent").map((e) => e.client));
  const others = people.filter((p) => p.client !== current && !p.shut && waiting.has(p.client));
  return [current, ...others.map((p) => p.client)].filter(Boolean);
}
