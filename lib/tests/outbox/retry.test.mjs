import assert from "node:assert/strict";
import { test } from "node:test";

import { retryAfter, waitAfter } from "../../static/lib/outbox/retry.js";

test("waits double to a minute, half of them by chance", () => {
  assert.equal(waitAfter(1, null, 0), 500);
  assert.equal(waitAfter(1, null, 1), 1000);
  assert.equal(waitAfter(4, null, 1), 8000);
  assert.equal(waitAfter(50, null, 1), 60000);
});

test("what the server asks for is the least", () => {
  assert.equal(waitAfter(1, 30, 0), 30000);
  assert.equal(waitAfter(1, 30, 1), 33000);
  assert.equal(waitAfter(7, 1, 1), 60000);
});

test("Retry-After is seconds or a date, and nonsense is nothing", () => {
  assert.equal(retryAfter("7"), 7);
  assert.equal(retryAfter("Mon, 02 Nov 2026 12:00:10 GMT", Date.parse("2026-11-02T12:00:00Z")), 10);
  assert.equal(retryAfter("soon"), null);
  assert.equal(retryAfter(null), null);
});
