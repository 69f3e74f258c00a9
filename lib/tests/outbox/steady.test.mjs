import assert from "node:assert/strict";
import { test } from "node:test";

import { isOver, lifeOf, steadyBase, readingAt, wentBack } from "../../static/lib/outbox/steady.js";

const MINUTE = 60000;
const hold = { got: { wall: 1000 * MINUTE, steady: 50 * MINUTE }, life: 30 * MINUTE };

test("a hold is shown until its life has passed by either clock", () => {
  assert.equal(isOver(hold, { wall: 1029 * MINUTE, steady: 79 * MINUTE }), false);
  assert.equal(isOver(hold, { wall: 1030 * MINUTE, steady: 51 * MINUTE }), true);
  assert.equal(isOver(hold, { wall: 1001 * MINUTE, steady: 80 * MINUTE }), true);
});

test("a wall clock before the request hides the voter, a nudge by network time does not", () => {
  assert.equal(isOver(hold, { wall: 999 * MINUTE, steady: 51 * MINUTE }), true);
  assert.equal(isOver(hold, { wall: 1000 * MINUTE - 900, steady: 50 * MINUTE + 10 }), false);
});

test("life is told by the server's own clock", () => {
  assert.equal(lifeOf("2026-11-02T12:30:00Z", "2026-11-02T12:00:00Z"), 30 * MINUTE);
  assert.equal(lifeOf("2026-11-02T11:00:00Z", "2026-11-02T12:00:00Z"), 0);
});

test("the steady clock goes on across a reload", () => {
  const kept = { wall: 1000 * MINUTE, steady: 70 * MINUTE };
  const base = steadyBase(kept, 1004 * MINUTE, 200);
  assert.equal(readingAt(base, 1004 * MINUTE, 200).steady, 74 * MINUTE);
  assert.equal(readingAt(base, 1004 * MINUTE, 200 + MINUTE).steady, 75 * MINUTE);
});

test("a wall clock set back between two pages is noticed and takes no steady time away", () => {
  const kept = { wall: 1000 * MINUTE, steady: 70 * MINUTE };
  const now = readingAt(steadyBase(kept, 900 * MINUTE, 200), 900 * MINUTE, 200);
  assert.equal(now.steady, 70 * MINUTE);
  assert.equal(wentBack(kept, now), true);
  assert.equal(wentBack(null, now), false);
});
