import assert from "node:assert/strict";
import { test } from "node:test";

import { struckBy, undoable } from "../../static/polls/struck.js";

let id = 0;
const entry = (body, more = {}) => ({ id: String(++id).padStart(4, "0"), state: "unsent", body, ...more });
const strike = (more) => entry({ kind: "strike", precinct: 1, code: "13" }, more);
const state = (told, entries) => struckBy(told, entries).get("1:1")?.state;

test("struck here or told by the office", () => {
  assert.equal(state(null, []), undefined);
  assert.equal(state({ keys: ["1:1"], at: 5 }, []), "struck");
  assert.equal(state(null, [strike()]), "struck");
  assert.equal(state(null, [strike({ state: "kept", verdict: "waiting" })]), "waiting");
});

test("one that the office refused is not struck, unless somebody else struck it", () => {
  const refused = strike({ state: "kept", verdict: "refused" });
  assert.equal(state(null, [refused]), "refused");
  assert.equal(state({ keys: ["1:1"], at: 5 }, [refused]), "struck");
});

test("an undone strike is not struck, until the office says that it still is", () => {
  const gone = strike({ state: "kept", verdict: "recorded", withdrawn: true });
  const undo = entry({ kind: "correction", withdraws: [gone.id] });
  const told = { keys: ["1:1"], at: 50 };
  assert.equal(state(told, [gone, undo]), undefined);
  assert.equal(state(told, [gone, { ...undo, state: "kept", ackedAt: 60 }]), undefined);
  assert.equal(state(told, [gone, { ...undo, state: "kept", ackedAt: 40 }]), "struck"); // another watcher's
  assert.equal(state(told, [gone, undo, strike()]), "struck");
});

test("what can be undone, newest first", () => {
  const first = strike();
  const line = entry({ kind: "line_report", place: 7, minutes: 5 });
  const undone = strike({ withdrawn: true });
  const said = entry({ kind: "tell_us", text: "" });
  assert.deepEqual(undoable([first, line, undone, said]).map((e) => e.id), [line.id, first.id]);
});
