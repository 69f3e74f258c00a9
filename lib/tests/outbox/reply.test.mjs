import assert from "node:assert/strict";
import { test } from "node:test";

import { DAY, outlived, settle } from "../../static/lib/outbox/reply.js";

const SENT = { wall: 5_000_000, steady: 1000 };
const person = { client: "c1", era: "e1", at: null, sheets: [] };
const reply = (more) => ({ era: "e1", verdicts: [], holds: [], gone: [], server_at: "2026-11-02T12:00:00Z", ...more });
const unsent = (id) => ({ id, client: "c1", state: "unsent", tries: 1, body: { id, kind: "attempt" } });
const kept = (id) => ({ ...unsent(id), state: "kept", verdict: "recorded", ackedAt: 1 });
const held = (hold, more = {}) => ({ hold, place: hold, client: "c1", voters: [{ voter: 1 }, { voter: 2 }], ...more });

test("an entry with a verdict is kept, one without stays unsent", () => {
  const verdicts = [{ id: "a", verdict: "recorded" }];
  const changes = settle({ person, entries: [unsent("a"), unsent("b")], holds: [] }, SENT, reply({ verdicts }));
  assert.deepEqual(changes.entries.map((e) => [e.id, e.state, e.ackedAt]), [["a", "kept", SENT.wall]]);
  assert.deepEqual(changes.news, []);
});

test("refused and waiting are told once, however often the reply comes", () => {
  const verdicts = [{ id: "a", verdict: "refused", reason: "never_held", text: "Not yours." }];
  const first = settle({ person, entries: [unsent("a")], holds: [] }, SENT, reply({ verdicts }));
  assert.equal(first.news[0].text, "Not yours.");
  const again = settle({ person, entries: first.entries, holds: [] }, SENT, reply({ verdicts }));
  assert.deepEqual(again.news, []);
});

test("a verdict on an entry that is not here is harmless", () => {
  const verdicts = [{ id: "stranger", verdict: "recorded" }];
  assert.deepEqual(settle({ person, entries: [], holds: [] }, SENT, reply({ verdicts })).entries, []);
});

test("a new era sends all again that was acknowledged, except what it has just acknowledged", () => {
  const verdicts = [{ id: "b", verdict: "recorded" }];
  const found = settle({ person, entries: [kept("a"), unsent("b")], holds: [] }, SENT, reply({ era: "e2", verdicts }));
  assert.deepEqual(found.entries.map((e) => [e.id, e.state]), [["a", "unsent"], ["b", "kept"]]);
  assert.equal(found.person.era, "e2");
});

test("a hold lives from the moment the request was sent, by the server's times", () => {
  const holds = [{ hold: 7, until: "2026-11-02T12:30:00Z", voters: [] }];
  const [hold] = settle({ person, entries: [], holds: [held(3)] }, SENT, reply({ holds })).holds;
  assert.deepEqual([hold.got, hold.life, hold.place], [SENT, 1_800_000, 4]);
});

test("the same hold again renews it and keeps its place and what was done with it", () => {
  const holds = [{ hold: 3, until: "2026-11-02T12:30:00Z", voters: [{ voter: 1 }] }];
  const before = held(3, { dialled: 12, life: 1 });
  const [hold] = settle({ person, entries: [], holds: [before] }, SENT, reply({ holds })).holds;
  assert.deepEqual([hold.place, hold.dialled, hold.life], [3, 12, 1_800_000]);
});

test("what is gone is dropped, but marked while it is on the screen", () => {
  const gone = [{ hold: 3, voter: null, why: "voted" }, { hold: 4, voter: null, why: "lapsed" }];
  const found = settle({ person: { ...person, at: 3 }, entries: [], holds: [held(3), held(4)] }, SENT, reply({ gone }));
  assert.deepEqual(found.dropped, [4]);
  assert.deepEqual(found.holds.map((h) => [h.hold, h.gone]), [[3, "voted"]]);
});

test("one voter of a household gone leaves the other", () => {
  const gone = [{ hold: 3, voter: 2, why: "voted" }];
  const [hold] = settle({ person, entries: [], holds: [held(3)] }, SENT, reply({ gone })).holds;
  assert.deepEqual([hold.gone, hold.voters.map((v) => v.gone)], [undefined, [undefined, "voted"]]);
});

test("the next sheet is told once, its name is learnt, and none is asked for: the office knows the order", () => {
  const next_sheet = { id: 9, name: "Durham again" };
  const found = settle({ person: { ...person, sheet: null }, entries: [], holds: [] }, SENT, reply({ next_sheet }));
  assert.deepEqual(found.news, [{ type: "finished", next: next_sheet }]);
  assert.deepEqual([found.person.sheet, found.person.sheets], [null, [next_sheet]]);
});

test("acknowledged entries are kept a day", () => {
  const entries = [{ ...kept("old"), ackedAt: 0 }, { ...kept("new"), ackedAt: 10 }, unsent("never")];
  assert.deepEqual(outlived(entries, DAY + 5), ["old"]);
});

test("the later word about switches holds, whichever came first; a new era begins anew", () => {
  const [old, young] = [{ as_of: 3, off: [] }, { as_of: 7, off: ["calls.practice"] }];
  const told = (before, switched, more = {}) =>
    settle({ person: { ...person, switched: before }, entries: [], holds: [] }, SENT, reply({ switched, ...more })).person.switched;
  assert.deepEqual(told(undefined, young), young);
  assert.deepEqual(told(young, old), young);
  assert.deepEqual(told(old, young), young);
  assert.deepEqual(told(young, { as_of: 7, off: [] }), { as_of: 7, off: [] }); // the team moved to another area
  assert.deepEqual(told(young, old, { era: "e2" }), old);
  assert.deepEqual(told(young, undefined), young); // an office of before
});
