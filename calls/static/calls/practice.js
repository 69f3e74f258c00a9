/**
 * Practice: an outbox in memory with invented voters. It has no sender, so nothing can leave the device, and
 * no voter of the office is in it.
 */

import { SCRIPT, VOTERS } from "./practice_voters.js";

export class PracticeOutbox extends EventTarget {
  constructor(person) {
    super();
    this.person = { ...person, client: "practice", at: null, last: null, paused: false, shut: null, finished: false };
    this.entries = [];
    this.count = 0;
    this.holds = VOTERS.map((hold, n) => ({
      hours: null, tz: null, ...hold,
      hold: `practice-${n + 1}`, place: n, sheet: null, script: 1, reserve: false, life: Infinity, got: this.now(),
    }));
  }

  now() {
    return { wall: Date.now(), steady: performance.now() };
  }

  async look() {
    const holds = this.holds.filter((h) => h.hold === this.person.at || (!h.done && !h.gone));
    return { person: this.person, entries: this.entries, holds };
  }

  async scriptOf() {
    return SCRIPT;
  }

  async record({ facts = [], withdraw = [] }) {
    const made = facts.map((body) => {
      const id = String(++this.count).padStart(6, "0");
      return { id, hold: body.hold ?? null, body: { id, ...body }, state: "kept", tries: 0 };
    });
    this.entries = [...this.entries.filter((e) => !withdraw.includes(e.id)), ...made];
    this.tell("change");
    return made;
  }

  async release() {}

  async updatePerson(fields) {
    this.person = { ...this.person, ...fields };
    if (this.holds.every((h) => h.done)) this.person.finished = true;
    this.tell("change");
  }

  async updateHold(id, fields) {
    this.holds = this.holds.map((h) => (h.hold === id ? { ...h, ...fields } : h));
    this.tell("change");
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
