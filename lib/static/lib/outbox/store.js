/**
 * What this device keeps, in IndexedDB: its people, their entries, the voters handed out, scripts.
 *
 * One database serves calls, doors and polls. Writes ask for strict durability: when `done` resolves
 * the tap is on the disk, and only then may a screen say that it is saved.
 */

import { openDB } from "../vendor/idb.js";

const NAME = "fieldoffice";
const STORES = {
  people: { keyPath: "client" }, // {client, token, who, team, sheets, lang, sheet, era, at, shut, …}
  entries: { keyPath: "id" }, // {id, client, hold, body, state: unsent|kept|stuck, tries, notBefore, ackedAt, …}
  holds: { keyPath: "hold" }, // the wire's hold and {client, got, life, place, dialled, done, closed, gone}
  scripts: { keyPath: "id" }, // {id, body}
  facts: {}, // current: client · clock: reading
};

/** Opens the store; throws in browsers and modes that keep nothing. */
export async function openStore(name = NAME) {
  const db = await openDB(name, 1, {
    upgrade(fresh) {
      for (const [store, options] of Object.entries(STORES)) fresh.createObjectStore(store, options);
    },
    blocking: () => db.close(), // a newer page needs a newer store: it may have it
  });
  return db;
}

/** One transaction over `stores`; resolves with what `work(tx)` returned once it is on the disk. */
export async function write(db, stores, work) {
  const tx = db.transaction(stores, "readwrite", { durability: "strict" });
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    tx.done.catch(() => {}); // told once, below
    try {
      tx.abort();
    } catch {
      // it had already ended
    }
    throw error;
  }
}

/** All that is kept of one person, in one consistent look. */
export async function look(db, client) {
  const tx = db.transaction(["people", "entries", "holds"], "readonly");
  const [person, entries, holds] = await Promise.all([
    client ? tx.objectStore("people").get(client) : null,
    tx.objectStore("entries").getAll(),
    tx.objectStore("holds").getAll(),
  ]);
  const own = (record) => record.client === client;
  return { person, entries: entries.filter(own), holds: holds.filter(own) };
}
