/** What was typed and is not yet with the office, in IndexedDB: it survives a closed tab and a power cut. No names. */

import { openDB } from "../../lib/vendor/idb.js";

/**
 * @param by who is signed in: nobody sends what another person typed
 * @returns {add(body), drop(ids), all() → {own: bodies in order, others: how many}}
 */
export async function openKept(by) {
  const db = await openDB("fieldoffice-keyed", 1, {
    upgrade: (fresh) => fresh.createObjectStore("entries", { keyPath: "id" }),
  });
  const write = async (work) => {
    const tx = db.transaction("entries", "readwrite", { durability: "strict" });
    work(tx.objectStore("entries"));
    await tx.done;
  };
  return {
    add: (body) => write((store) => store.put({ id: body.id, by, body })),
    drop: (ids) => write((store) => ids.forEach((id) => store.delete(id))),
    async all() {
      const found = await db.getAll("entries");
      const own = found.filter((entry) => entry.by === by).map((entry) => entry.body);
      return { own: own.sort((a, b) => (a.id < b.id ? -1 : 1)), others: found.length - own.length };
    },
  };
}
