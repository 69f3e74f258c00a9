import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../static/polls/words/en.js";
import es from "../../static/polls/words/es.js";
import { CATEGORIES, FACTS, REASONS } from "../../static/polls/kinds.js";

const fieldsOf = (entry) =>
  new Set([...(typeof entry === "function" ? entry({ n: 2 }) : entry).matchAll(/\{(\w+)\}/g)].map((m) => m[1]));

test("Spanish says everything that English says, with the same fields", () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) assert.deepEqual(fieldsOf(es[key]), fieldsOf(en[key]), key);
});

test("every kind, category and reason has its words", () => {
  for (const kind of FACTS) assert.ok(en[`what_${kind}`], kind);
  for (const category of CATEGORIES) assert.ok(en[`cat_${category}`], category);
  for (const reason of REASONS) assert.ok(en[`why_${reason}`], reason);
});
