import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf } from "../../static/polls/damm.js";
import { meaning, seenAt, told } from "../../static/polls/keying/meaning.js";
import { Roll } from "../../static/polls/roll.js";

const voters = Array.from({ length: 12 }, (_, i) => [1, i + 1, i < 10 ? "DELGADO" : "O'NEIL", `ANA${i}`, i ? `${i} Oak St` : "", i]);
const roll = new Roll({ posts: [{ place: 7, precincts: [{ id: 1, name: "30-1" }] }], voters });

test("digits are a code, its check digit looked at", () => {
  assert.deepEqual(meaning(codeOf(11), roll).voters.map((v) => v.last), ["O'NEIL"]);
  assert.equal(meaning(` ${codeOf(3)} `, roll).kind, "code");
  assert.deepEqual(meaning("114", roll), { kind: "wrong", voters: [], whole: true });
  assert.equal(meaning("9", roll).whole, false, "a longer code may still come of it");
  assert.equal(meaning(codeOf(99), roll).kind, "unknown");
});

test("letters are a name, a minus takes back, and nothing is nothing", () => {
  const { kind, all, voters: found } = meaning("del", roll);
  assert.deepEqual([kind, all, found.length], ["letters", 10, 8]);
  assert.equal(meaning("o'n ana11", roll).all, 1);
  assert.equal(meaning("5q", roll).all, 0);
  for (const minus of ["-", "−"]) assert.equal(meaning(minus, roll).kind, "undo");
  assert.equal(meaning("  ", roll).kind, "nothing");
});

test("a name is told with its address, where there is one", () => {
  const [first, second] = roll.voters;
  assert.equal(told(first), "DELGADO, ANA0");
  assert.equal(told(second), "DELGADO, ANA1 · 1 Oak St");
});

test("the time on the paper is of the place's own clock and not to come", () => {
  const now = Date.UTC(2026, 10, 3, 20, 0); // 15:00 in New York
  assert.equal(seenAt("", -300, now), now);
  assert.equal(seenAt("09:30", -300, now), Date.UTC(2026, 10, 3, 14, 30));
  assert.equal(seenAt("15:01", -300, now), null);
  const late = Date.UTC(2026, 10, 4, 1, 0); // 20:00 of the 3rd there
  assert.equal(seenAt("19:00", -300, late), Date.UTC(2026, 10, 4, 0, 0));
});
