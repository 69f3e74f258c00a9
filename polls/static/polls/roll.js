/** The voters of the precincts at this table: found by code, by letters of the name, or along the streets. Pure. */

import { codeOf, numberOf } from "./damm.js";

export const keyOf = (precinct, n) => `${precinct}:${n}`;

/** Letters as one types them without looking: no accents, no case; words keep one space between them. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

export class Roll {
  /** @param body of GET /polls/roll, see docs/outbox.md */
  constructor(body) {
    this.posts = body.posts;
    this.precincts = new Map(body.posts.flatMap((post) => post.precincts.map((p) => [p.id, { ...p, place: post.place }])));
    this.voters = body.voters.map(([precinct, n, last, first, address, order]) => ({
      key: keyOf(precinct, n), precinct, n, code: codeOf(n), last, first, address, order,
      words: ` ${folded(last)} ${folded(first)}`,
    }));
    const places = [...this.precincts.keys()];
    this.voters.sort((a, b) => places.indexOf(a.precinct) - places.indexOf(b.precinct) || a.order - b.order || a.n - b.n);
    this.byKey = new Map(this.voters.map((v) => [v.key, v]));
    this.byName = [...this.voters].sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : a.order - b.order));
    this.longest = Math.max(2, ...this.voters.map((v) => v.code.length));
  }

  /** Who has this code: one voter of each precinct at most; null when a digit of it is wrong. */
  withCode(code, precinct = null) {
    const n = numberOf(code);
    if (n === null) return null;
    const asked = precinct === null ? [...this.precincts.keys()] : [precinct];
    return asked.map((id) => this.byKey.get(keyOf(id, n))).filter(Boolean);
  }

  /** Whose names have a word that begins so for each typed one: last names first, then by alphabet. */
  withLetters(letters, precinct = null) {
    const asked = folded(letters).split(" ").filter(Boolean).map((word) => ` ${word}`);
    if (!asked.length) return [];
    const first = [];
    const then = [];
    for (const voter of this.byName) {
      if (precinct !== null && voter.precinct !== precinct) continue;
      if (!asked.every((word) => voter.words.includes(word))) continue;
      (voter.words.startsWith(asked[0]) ? first : then).push(voter);
    }
    return first.concat(then);
  }

  inStreetOrder(precinct = null) {
    return precinct === null ? this.voters : this.voters.filter((v) => v.precinct === precinct);
  }
}

/** Where each street begins in a list in street order: [{street, at}]. Voters without an address have "". */
export function streetsOf(voters) {
  const found = [];
  let last = null;
  voters.forEach(({ precinct, address }, at) => {
    const street = (address || "").replace(/^\d\S*\s+/, "").replace(/\s+(#|apt|unit|lot)\b.*$/i, "");
    const here = `${precinct} ${street}`;
    if (here !== last) found.push({ street, at });
    last = here;
  });
  return found;
}
