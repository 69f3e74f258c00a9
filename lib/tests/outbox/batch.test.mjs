import assert from "node:assert/strict";
import { test } from "node:test";

import { LARGEST, nextBatch, nextDue } from "../../static/lib/outbox/batch.js";

const entry = (n, more = {}) => ({
  id: String(n).padStart(4, "0"),
  state: "unsent",
  notBefore: 0,
  body: { id: n },
  ...more,
});

test("oldest first, at most 200", () => {
  const batch = nextBatch([...Array(250).keys()].reverse().map((n) => entry(n)), 0);
  assert.equal(batch.length, 200);
  assert.equal(batch[0].id, "0000");
});

test("kept, stuck and held-back entries stay", () => {
  const entries = [entry(1, { state: "kept" }), entry(2, { state: "stuck" }), entry(3, { notBefore: 50 })];
  assert.deepEqual(nextBatch(entries, 49), []);
  assert.deepEqual(nextBatch(entries, 50), [entries[2]]);
});

test("never more bytes than the office takes, but always one entry", () => {
  const big = (n) => entry(n, { body: { note: "x".repeat(LARGEST * 0.6) } });
  assert.equal(nextBatch([big(1), big(2)], 0).length, 1);
  assert.equal(nextBatch([entry(1, { body: { note: "x".repeat(LARGEST * 2) } })], 0).length, 1);
});

test("what is held back says when it is due", () => {
  assert.equal(nextDue([entry(1, { notBefore: 90 }), entry(2, { notBefore: 70 }), entry(3)], 50), 20);
  assert.equal(nextDue([entry(1)], 50), Infinity);
});
