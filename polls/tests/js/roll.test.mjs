import assert from "node:assert/strict";
import { test } from "node:test";

import { codeOf } from "../../static/polls/damm.js";
import { Roll, folded, streetsOf } from "../../static/polls/roll.js";

const roll = new Roll({
  posts: [{ place: 7, precincts: [{ id: 1, name: "30-1" }, { id: 2, name: "30-2" }] }],
  voters: [
    [2, 1, "ADAMS", "RUTH", "3 Birch Road", 1],
    [1, 2, "DELGADO-NGUYỄN", "ROSA M", "14 Alder Court", 2],
    [1, 1, "DELGADO-NGUYỄN", "HÉCTOR", "12 Alder Court", 1],
    [1, 3, "O'NEIL", "ANA DEL", null, 3],
  ],
});
const names = (voters) => voters.map((v) => v.first.split(" ")[0]);

test("a code finds one voter of each precinct at the table", () => {
  assert.deepEqual(names(roll.withCode("13")), ["HÉCTOR", "RUTH"]);
  assert.deepEqual(names(roll.withCode("13", 2)), ["RUTH"]);
  assert.deepEqual(roll.withCode(codeOf(9)), []); // the digits agree, and nobody has it
  assert.equal(roll.withCode("14"), null);
});

test("letters find any word of the name, without accents, last names first", () => {
  assert.deepEqual(names(roll.withLetters("del")), ["HÉCTOR", "ROSA", "ANA"]);
  assert.deepEqual(names(roll.withLetters("nguyen ros")), ["ROSA"]);
  assert.deepEqual(names(roll.withLetters("o'n")), ["ANA"]);
  assert.deepEqual(names(roll.withLetters("elg")), []);
  assert.deepEqual(roll.withLetters("  "), []);
  assert.equal(folded("Núñez-O’Brien"), "NUNEZ O BRIEN");
});

test("the list runs along the streets, precinct by precinct", () => {
  assert.deepEqual(names(roll.inStreetOrder()), ["HÉCTOR", "ROSA", "ANA", "RUTH"]);
  assert.deepEqual(streetsOf(roll.inStreetOrder()), [
    { street: "Alder Court", at: 0 }, { street: "", at: 2 }, { street: "Birch Road", at: 3 },
  ]);
});
