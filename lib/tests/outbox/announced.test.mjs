import assert from "node:assert/strict";
import { test } from "node:test";

import { hear, learn, showing } from "../../static/lib/outbox/announced.js";
import { settle } from "../../static/lib/outbox/reply.js";

const GOT = { wall: 5_000_000, steady: 1000 };
const NOW = "2026-11-03T12:00:00Z";
const UNTIL = "2026-11-03T12:30:00Z";
const word = (id) => ({ id, text: { en: `Word ${id}` }, urgent: false, until: UNTIL });
const ids = (person, now = GOT) => showing(person, now).map((one) => one.id);
const after = (ms) => ({ wall: GOT.wall + ms, steady: GOT.steady + ms });

test("a reply brings all that runs; what it no longer names goes", () => {
  const one = learn({}, [word(1), word(2)], GOT, NOW);
  assert.deepEqual(ids(one), [1, 2]);
  assert.deepEqual(ids(learn(one, [word(2)], after(5), NOW)), [2]);
});

test("what was closed never comes again, by whatever way", () => {
  const person = { announced: [], closed: [1] };
  assert.deepEqual(ids(learn(person, [word(1)], GOT, NOW)), []);
  assert.deepEqual(ids(hear(person, { ...word(1), server_at: NOW }, GOT)), []);
});

test("the live line adds one, twice no more than once, and takes one back", () => {
  let person = hear({}, { ...word(1), server_at: NOW }, GOT);
  person = hear(person, { ...word(2), server_at: NOW }, GOT);
  person = hear(person, { ...word(1), server_at: NOW }, after(1000));
  assert.deepEqual(ids(person).sort(), [1, 2]);
  assert.deepEqual(ids(hear(person, { id: 1, withdrawn: true }, GOT)), [2]);
  assert.deepEqual(ids(hear(person, { id: 9, withdrawn: true }, GOT)).sort(), [1, 2]);
});

test("it is over by the office's time, whatever this clock says, and without the office", () => {
  const person = learn({}, [word(1)], GOT, NOW);
  assert.deepEqual(ids(person, after(29 * 60000)), [1]);
  assert.deepEqual(ids(person, after(30 * 60000)), []);
  const again = learn(person, [word(1)], after(29 * 60000), "2026-11-03T12:29:00Z");
  assert.deepEqual(ids(again, after(30 * 60000)), []); // told again it lives no longer
});

test("an office that announces nothing leaves what is there", () => {
  const kept = { person: learn({ client: "c" }, [word(1)], GOT, NOW), entries: [], holds: [] };
  const reply = { era: "e", verdicts: [], holds: [], gone: [], server_at: NOW };
  assert.deepEqual(ids(settle(kept, GOT, reply).person), [1]);
  assert.deepEqual(ids(settle(kept, GOT, { ...reply, announcements: [] }).person), []);
});
