/** Sends what is kept, in batches, until the office has answered each. An id is made once, so a resend counts once. */

import { waitAfter } from "../../lib/outbox/retry.js";
import { alone } from "../../lib/outbox/tabs.js";

const SOON = 400; // ms: what is typed together goes up together
const MOST = 100;
const PATIENCE = 20000;

/**
 * @param kept see kept.js
 * @param post(entries, signal) → {status, body}, rejecting when the office cannot be reached
 * @param on {settled(verdict), state({away, shut})}: `shut` signed_out or page_old: it takes a person to go on
 */
export class Sender {
  constructor(kept, post, on) {
    Object.assign(this, { kept, post, on, fails: 0, timer: null, tried: new Set() });
    addEventListener("online", () => this.plan(0));
  }

  /** Something new is kept. */
  kick() {
    if (!this.fails) this.plan(SOON);
  }

  /** Whether the office may know of an entry already. */
  wasTried(id) {
    return this.tried.has(id);
  }

  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => alone("keying", () => this.round()), wait);
  }

  async round() {
    const { own } = await this.kept.all();
    if (!own.length) return this.say({ away: false });
    const batch = own.slice(0, MOST);
    batch.forEach(({ id }) => this.tried.add(id));
    const answer = await this.asked(batch);
    if (answer.shut) return this.say({ away: false, shut: answer.shut });
    if (!answer.verdicts) {
      this.fails += 1;
      this.plan(waitAfter(this.fails));
      return this.say({ away: true });
    }
    this.fails = 0;
    await this.kept.drop(answer.verdicts.map(({ id }) => id));
    answer.verdicts.forEach((verdict) => this.on.settled(verdict));
    this.say({ away: false });
    return this.plan(own.length > MOST ? 0 : SOON);
  }

  async asked(batch) {
    try {
      const { status, body } = await this.post(batch, AbortSignal.timeout(PATIENCE));
      if (status === 200) return body;
      if (status === 0 || status === 401) return { shut: "signed_out" }; // led away to the sign-in page
      if (status === 403 || status === 400) return { shut: "page_old" };
    } catch {
      // not reached; it is tried again
    }
    return {};
  }

  say(state) {
    this.on.state(state);
  }
}
