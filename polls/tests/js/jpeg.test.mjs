import assert from "node:assert/strict";
import { test } from "node:test";

import { plainJpeg } from "../../static/polls/jpeg.js";

const segment = (marker, ...data) => [0xff, marker, 0, data.length + 2, ...data];
const START = [0xff, 0xd8];
const JFIF = segment(0xe0, 74, 70, 73, 70, 0);
const TABLE = segment(0xdb, 1, 2, 3);
const SCAN = [...segment(0xda, 9), 5, 0xff, 0, 6, 0xff, 0xd9];
const read = (bytes) => [...new Uint8Array(plainJpeg(Uint8Array.from(bytes).buffer))];

test("profiles, Exif and comments go; what draws the picture stays", () => {
  const said = [...segment(0xe1, 69, 120), ...segment(0xe2, 73), ...segment(0xed), ...segment(0xfe, 83, 97, 109)];
  assert.deepEqual(read([...START, ...JFIF, ...said, ...TABLE, ...SCAN]), [...START, ...JFIF, ...TABLE, ...SCAN]);
});

test("a plain one stays as it is, and what is no JPEG is refused", () => {
  assert.deepEqual(read([...START, ...TABLE, ...SCAN]), [...START, ...TABLE, ...SCAN]);
  assert.throws(() => read([1, 2, 3, 4]));
});
