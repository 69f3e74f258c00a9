/** Practice with invented voters: no voter of the office is in it. */

import { PracticeOutbox } from "../lib/screen/practice.js";
import { SCRIPT, VOTERS } from "./practice_voters.js";

export class PracticeCalls extends PracticeOutbox {
  constructor(person) {
    super({ ...person, client: "practice", at: null, last: null, paused: false, finished: false });
    this.holds = VOTERS.map((hold, n) => ({
      hours: null, tz: null, ...hold,
      hold: `practice-${n + 1}`, place: n, sheet: null, script: 1, reserve: false, life: Infinity, got: this.now(),
    }));
  }

  async look() {
    const { person, entries } = this;
    return { person, entries, holds: this.holds.filter((h) => h.hold === person.at || (!h.done && !h.gone)) };
  }

  async scriptOf() {
    return SCRIPT;
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
}
