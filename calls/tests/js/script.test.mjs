import assert from "node:assert/strict";
import { test } from "node:test";

import { SCRIPT } from "../../static/calls/practice_voters.js";
import { answered, filled, inLanguage, walk } from "../../static/calls/script.js";

test("the first step is open, the next one after its answer", () => {
  assert.deepEqual(walk(SCRIPT, {}).steps.map((s) => s.id), ["hello"]);
  const open = walk(SCRIPT, { hello: "yes" });
  assert.deepEqual([open.steps.map((s) => s.id), open.ended], [["hello", "when"], false]);
});

test("the end of a branch is a contact, unless the answer says otherwise", () => {
  assert.equal(walk(SCRIPT, { hello: "no" }).result, "contacted");
  assert.equal(walk(SCRIPT, { hello: "voted" }).result, "already_voted");
  const ride = walk(SCRIPT, { hello: "yes", when: "ride" });
  assert.deepEqual([ride.result, ride.ride, ride.ended], ["contacted", true, true]);
});

test("another answer to an earlier question forgets what came after it", () => {
  assert.deepEqual(answered(SCRIPT, { hello: "yes", when: "ride" }, "hello", "no"), { hello: "no" });
  assert.deepEqual(answered(SCRIPT, { hello: "yes", when: "ride" }, "when", "midday"), { hello: "yes", when: "midday" });
});

test("an answer that the script does not know is not given", () => {
  assert.deepEqual(walk(SCRIPT, { hello: "martian" }).steps.map((s) => s.answer), [null]);
});

test("a script that leads in a circle ends", () => {
  const step = { answers: [{ id: "a", next: "one" }] };
  assert.equal(walk({ start: "one", steps: { one: step } }, { one: "a" }).steps.length, 1);
});

test("fields are filled, unknown ones show their name", () => {
  const parts = filled("Hi {first}, vote at {place}.", { first: "Rosa" }, (name) => `the ${name}`);
  assert.deepEqual(parts.map((p) => p.text), ["Hi ", "Rosa", ", vote at ", "[the place]", "."]);
});

test("a language that the script lacks falls back to its first", () => {
  assert.equal(inLanguage({ en: "Hi" }, "vi", { languages: ["en", "es"] }), "Hi");
  assert.equal(inLanguage(undefined, "en", { languages: ["en"] }), "");
});
