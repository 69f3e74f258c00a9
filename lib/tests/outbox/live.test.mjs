import assert from "node:assert/strict";
import { test } from "node:test";

import { isEmbedded } from "../../static/lib/outbox/device.js";
import { eventReader } from "../../static/lib/outbox/live.js";

test("events arrive whole however the stream is cut", () => {
  const reader = eventReader();
  assert.deepEqual(reader.feed('event: gone\ndata: {"hold"'), []);
  assert.deepEqual(reader.feed(":7}\r\n\r\n: still here\n\nevent: build\n"), [{ event: "gone", data: { hold: 7 } }]);
  assert.deepEqual(reader.feed('data: {"build":"b2"}\n\n'), [{ event: "build", data: { build: "b2" } }]);
});

test("browsers inside other apps are recognised, ordinary ones are not", () => {
  assert.ok(isEmbedded("Mozilla/5.0 (iPhone) AppleWebKit/605 [FBAN/FBIOS;FBAV/400]"));
  assert.ok(isEmbedded("Mozilla/5.0 (Linux; Android 14; wv) Chrome/130 Mobile Instagram 300"));
  assert.ok(!isEmbedded("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36"));
});
