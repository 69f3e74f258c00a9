import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../static/calls/words/en.js";
import es from "../../static/calls/words/es.js";
import { RARE, COMMON, DESTRUCTIVE, SKIP_REASONS } from "../../static/calls/results.js";

const fieldsOf = (entry) =>
  new Set([...(typeof entry === "function" ? entry({ n: 2 }) : entry).matchAll(/\{(\w+)\}/g)].map((m) => m[1]));

test("Spanish says everything that English says, with the same fields", () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) assert.deepEqual(fieldsOf(es[key]), fieldsOf(en[key]), key);
});

test("every result has its words", () => {
  for (const code of [...COMMON, ...RARE, "contacted"]) assert.ok(en[`r_${code}`], code);
  for (const code of DESTRUCTIVE) {
    for (const key of [`sure_${code}`, `affects_${code}`, `yes_${code}`]) assert.ok(en[key], key);
  }
  for (const reason of SKIP_REASONS) assert.ok(en[`skip_${reason}`], reason);
});
