/**
 * What the office announces to everybody of an area. Kept with the person: shown until they close it, it is
 * withdrawn or over, and never again once they did. Pure, but for `close`.
 */

import { isOver, lifeOf } from "./steady.js";
import { write } from "./store.js";

const REMEMBERED = 60; // numbers of what was closed; far more than can run in a day

/**
 * The person with all that runs now, as a reply tells it.
 * @param told [{id, text: {en, es}, urgent, until}], or undefined of an office that announces nothing
 * @param got reading {wall, steady} when it was asked for; serverAt the office's time then
 */
export function learn(person, told, got, serverAt) {
  if (!told) return person;
  const before = new Map((person.announced || []).map((one) => [one.id, one]));
  const closed = person.closed || [];
  const announced = told
    .filter((one) => !closed.includes(one.id))
    .map((one) => before.get(one.id) || { ...one, got, life: lifeOf(one.until, serverAt) });
  return { ...person, announced };
}

/** The person with one more, or one less, as the live line tells it. */
export function hear(person, { server_at: serverAt, withdrawn, ...one }, got) {
  const announced = person.announced || [];
  const others = announced.filter((other) => other.id !== one.id);
  if (withdrawn) return { ...person, announced: others };
  return learn(person, [...others, announced.find((other) => other.id === one.id) || one], got, serverAt);
}

/** What is to be shown now, the oldest first. */
export function showing(person, now) {
  return ((person && person.announced) || []).filter((one) => !isOver(one, now));
}

/** Closed by a tap: it is not shown again. */
export function close(db, client, id) {
  return write(db, ["people"], async (tx) => {
    const store = tx.objectStore("people");
    const person = await store.get(client);
    if (!person) return;
    const closed = [...(person.closed || []), id].slice(-REMEMBERED);
    store.put({ ...person, closed, announced: (person.announced || []).filter((one) => one.id !== id) });
  });
}
