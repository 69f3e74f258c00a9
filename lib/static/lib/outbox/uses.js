/**
 * How often the parts of the screens were used on this device since the office was last told: {feature: n}, in the store
 * beside everything else. Counts, and nothing of who or when; a lost reply may count them twice, which does no harm.
 */

const KEY = "uses";

async function change(db, work) {
  const tx = db.transaction("facts", "readwrite", { durability: "relaxed" });
  tx.store.put(work((await tx.store.get(KEY)) || {}), KEY);
  await tx.done;
}

export function noteUse(db, name) {
  return change(db, (uses) => ({ ...uses, [name]: (uses[name] || 0) + 1 }));
}

export async function usesSoFar(db) {
  return (await db.get("facts", KEY)) || {};
}

/** The office has counted `told`. */
export function usesTold(db, told) {
  if (!Object.keys(told).length) return null;
  return change(db, (uses) => without(uses, told));
}

/** What is left of `uses` once `told` is taken off. */
export function without(uses, told) {
  const left = Object.entries(uses).map(([name, n]) => [name, n - (told[name] || 0)]);
  return Object.fromEntries(left.filter(([, n]) => n > 0));
}
