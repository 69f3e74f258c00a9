/** Practice: an outbox in memory. It has no sender, so nothing can leave the device. A room gives it invented people. */

export class PracticeOutbox extends EventTarget {
  constructor(person) {
    super();
    this.person = { ...person, shut: null };
    this.entries = [];
    this.holds = [];
    this.count = 0;
  }

  now() {
    return { wall: Date.now(), steady: performance.now() };
  }

  async look() {
    const { person, entries, holds } = this;
    return { person, entries, holds };
  }

  async record({ facts = [], withdraw = [] }) {
    const made = facts.map((body) => {
      const id = String(++this.count).padStart(6, "0");
      const whole = { id, seen_at: new Date().toISOString(), ...body };
      return { id, hold: body.hold ?? null, body: whole, state: "kept", verdict: "recorded", tries: 0 };
    });
    this.entries = [...this.entries.filter((e) => !withdraw.includes(e.id)), ...made];
    this.tell("change");
    return made;
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
