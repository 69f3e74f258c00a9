import assert from "node:assert/strict";
import { test } from "node:test";

import { calm, calmVoter } from "../../static/calls/calm.js";

test("names in capitals are written as people write them", () => {
  assert.equal(calm("CHRISTINE JESSICA O'BRIEN-WALKER"), "Christine Jessica O'Brien-Walker");
  assert.equal(calm("RONALD MCDONALD III"), "Ronald McDonald III");
  assert.equal(calm("JOSÉ NÚÑEZ"), "José Núñez");
  assert.equal(calm("J R SMITH JR"), "J R Smith Jr");
});

test("places too, with their state and their numbers", () => {
  assert.equal(calm("FIRE STATION 1, 101 MAIN ST, FAIRWATER NC 27890"), "Fire Station 1, 101 Main St, Fairwater NC 27890");
  assert.equal(calm("ST MARK'S HALL, 12 NE 42ND AVE"), "St Mark's Hall, 12 NE 42nd Ave");
  assert.equal(calm("YMCA"), "Ymca"); // a guess, never wrong by more than a capital
});

test("what somebody wrote with care, or what is missing, is left alone", () => {
  assert.equal(calm("Rosa Delgado-Nguyễn"), "Rosa Delgado-Nguyễn");
  assert.equal(calm("6:30 am – 7:30 pm"), "6:30 am – 7:30 pm");
  assert.equal(calm(undefined), undefined);
  assert.deepEqual(calmVoter({ voter: 7, name: "ANA SMITH", first: "ANA", last: "SMITH", age: 40 }), {
    voter: 7, name: "Ana Smith", first: "Ana", last: "Smith", age: 40, fields: {},
  });
});
