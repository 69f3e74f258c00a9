import assert from "node:assert/strict";
import { test } from "node:test";

import { without } from "../../static/lib/outbox/uses.js";

test("what was told is taken off, and what came meanwhile stays", () => {
  assert.deepEqual(without({ a: 3, b: 1 }, { a: 2 }), { a: 1, b: 1 });
  assert.deepEqual(without({ a: 3 }, { a: 3 }), {});
});

test("told twice, or by another tab, it never goes below nothing", () => {
  assert.deepEqual(without({ a: 1 }, { a: 2, b: 4 }), {});
  assert.deepEqual(without({}, { a: 2 }), {});
});
