import assert from "node:assert/strict";
import { test } from "node:test";

import { callBackTimes, localParts, mayCall } from "../../static/calls/hours.js";

const hold = { tz: "America/Los_Angeles", hours: ["09:00", "20:00"] };
const at = (utc) => new Date(utc);
const times = (dates) => dates.map((d) => localParts(d, hold.tz).time);

test("calling hours are the voter's", () => {
  assert.equal(mayCall(hold, at("2026-11-02T16:59:00Z")), false); // 8:59 there
  assert.equal(mayCall(hold, at("2026-11-02T17:00:00Z")), true);
  assert.equal(mayCall(hold, at("2026-11-03T03:59:00Z")), true);
  assert.equal(mayCall(hold, at("2026-11-03T04:00:00Z")), false);
});

test("call-backs are half hours left today, then tomorrow", () => {
  const { today, tomorrow } = callBackTimes(hold, at("2026-11-03T02:15:00Z")); // 18:15 there
  assert.deepEqual(times(today), ["18:30", "19:00", "19:30"]);
  assert.equal(times(tomorrow)[0], "09:00");
  assert.equal(times(tomorrow).at(-1), "19:30");
});

test("late in the day only tomorrow is left", () => {
  assert.deepEqual(callBackTimes(hold, at("2026-11-03T03:45:00Z")).today, []);
});

test("the day the clocks change has its hours too", () => {
  const { tomorrow } = callBackTimes(hold, at("2026-11-01T01:00:00Z")); // Saturday 18:00, change at 2 on Sunday
  assert.equal(times(tomorrow)[0], "09:00");
  assert.equal(times(tomorrow).at(-1), "19:30");
});
