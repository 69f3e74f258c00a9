import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf, damm, numberOf } from "../../static/polls/damm.js";

test("Damm's own example, and the design's", () => {
  assert.equal(codeOf(572), "5724");
  assert.equal(numberOf("5724"), 572);
});

test("Houdini's failure: every wrong digit and every swap of neighbours is caught", () => {
  for (let n = 1; n <= 4000; n += 1) {
    const code = codeOf(n);
    assert.equal(damm(code), 0);
    for (let at = 0; at < code.length; at += 1) {
      for (const digit of "0123456789") {
        if (digit === code[at]) continue;
        assert.equal(numberOf(code.slice(0, at) + digit + code.slice(at + 1)), null, `${code}: ${at} → ${digit}`);
      }
      if (at && code[at] !== code[at - 1]) {
        const swapped = code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1);
        assert.equal(numberOf(swapped), null, `${code} → ${swapped}`);
      }
    }
  }
});

test("what is no code at all is none", () => {
  for (const typed of ["", "0", "4", "04", "0013", "57a4", "-13"]) assert.equal(numberOf(typed), null, typed);
});
