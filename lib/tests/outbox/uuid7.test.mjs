import assert from "node:assert/strict";
import { test } from "node:test";

import { uuid7 } from "../../static/lib/outbox/uuid7.js";

const timeOf = (id) => parseInt(id.replaceAll("-", "").slice(0, 12), 16);

test("an id is a UUID of version 7 that carries its time", () => {
  const id = uuid7(1793500000000);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timeOf(id), 1793500000000);
});

test("ids ascend within one millisecond and never repeat", () => {
  const ids = Array.from({ length: 10000 }, () => uuid7(1793500000001));
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
});

test("ids ascend when the wall clock is set back", () => {
  const before = uuid7(1793500900000);
  assert.ok(uuid7(1793500000000) > before);
});
