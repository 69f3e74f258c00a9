import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, learnt, struckBy, undoable } from "../../static/polls/struck.js";

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

test("the live line changes what the office told, and is not what is asked from next", () => {
  const told = changed({ keys: ["1:1", "1:2"], at: 5, since: 70 }, { struck: [[1, 3]], unstruck: [[1, 1]] }, 9);
  assert.deepEqual(told, { keys: ["1:2", "1:3"], at: 5, since: 70, heard: { "1:3": 9, "1:1": 9 } });
  const again = changed(told, { struck: [[1, 3]], unstruck: [] }, 11);
  assert.deepEqual(again.keys, ["1:2", "1:3"]);
});

test("an answer that was asked for before the live line spoke does not undo that", () => {
  const told = { keys: ["1:1"], at: 5, since: 70, heard: { "1:1": 30, "1:2": 30, "1:3": 10 } };
  const answer = { since: 80, struck: [[1, 2], [1, 3]], unstruck: [[1, 1]] };
  assert.deepEqual(learnt(told, answer, 20), { keys: ["1:1", "1:3"], at: 20, since: 80, heard: { "1:1": 30, "1:2": 30 } });
  assert.deepEqual(learnt(told, answer, 40), { keys: ["1:2", "1:3"], at: 40, since: 80, heard: {} });
});

test("an undone strike is struck again when the live line says that somebody else made it since", () => {
  const gone = strike({ state: "kept", verdict: "recorded", withdrawn: true });
  const undo = entry({ kind: "correction", withdraws: [gone.id] }, { state: "kept", ackedAt: 60 });
  const told = changed({ keys: [], at: 50, since: 1 }, { struck: [[1, 1]], unstruck: [] }, 70);
  assert.equal(state(told, [gone, undo]), "struck");
  assert.equal(state(changed(told, { struck: [[1, 1]], unstruck: [] }, 55), [gone, undo]), undefined); // one's own, late
});

test("what can be undone, newest first", () => {
  const first = strike();
  const line = entry({ kind: "line_report", place: 7, minutes: 5 });
  const undone = strike({ withdrawn: true });
  const said = entry({ kind: "tell_us", text: "" });
  assert.deepEqual(undoable([first, line, undone, said]).map((e) => e.id), [line.id, first.id]);
});
