import assert from "node:assert/strict";
import { test } from "node:test";

import { concerned, unresolved } from "../../static/calls/results.js";

const rosa = (more) => ({ voter: 1, result: null, ...more });
const hector = (more) => ({ voter: 2, result: null, ...more });
const ids = (voters) => voters.map((v) => v.voter);

test("no answer is true of everyone on the number", () => {
  assert.deepEqual(ids(concerned("not_home", [rosa(), hector()], 1)), [1, 2]);
});

test("but not of somebody who was talked with", () => {
  assert.deepEqual(ids(concerned("not_home", [rosa({ result: "contacted" }), hector()], 2)), [2]);
});

test("what is said of one person stays with that person", () => {
  assert.deepEqual(ids(concerned("deceased", [rosa(), hector()], 2)), [2]);
});

test("nobody who is off the list is recorded", () => {
  assert.deepEqual(ids(concerned("busy", [rosa({ gone: "voted" }), hector()], 2)), [2]);
  assert.deepEqual(ids(unresolved([rosa({ gone: "voted" }), hector()])), [2]);
});
