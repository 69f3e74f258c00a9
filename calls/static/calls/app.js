/** The caller's screen: who is on it, when the next one comes, when the code may change. */

import { Screen } from "../lib/screen/screen.js";
import { isOff } from "../lib/screen/switches.js";
import { Acts } from "./acts.js";
import { Deck } from "./deck.js";
import { draw } from "./draw.js";
import { listenToKeys } from "./keys.js";
import { tellNews } from "./news.js";

export class App extends Screen {
  constructor(meta) {
    super(meta, "/calls/");
    this.acts = new Acts(this);
  }

  start() {
    listenToKeys(this.acts);
    return super.start();
  }

  open() {
    this.deck = new Deck(this.outbox);
  }

  /** What to ask the office for: nothing while paused. */
  want() {
    const person = this.seen && this.seen.person;
    return person && person.paused ? null : { sheet: (person && person.sheet) || null };
  }

  tellNews(news) {
    return tellNews(this, news);
  }

  async see() {
    const view = this.trouble ? { state: this.trouble, counts: { saved: 0, waiting: 0, stuck: 0 } } : await this.deck.view();
    if (!this.practice) this.seen = view;
    const stopped = !this.practice && view.state === "idle" && isOff(view.person, "calls.next");
    return stopped ? { ...view, state: "stopped" } : view;
  }

  /** New code comes between two calls, never during one. */
  atRest(view) {
    return view.state !== "voter";
  }

  /** Deals the next voter where there is none, or one that waited too long. */
  async movedOn(view) {
    const stale = view.state === "voter" && isStale(view);
    if (stale) this.notices.add({ key: "hold_over", sign: "warn", until: "next" });
    if (!stale && !(view.state === "idle" && view.free.length)) return false;
    if (!this.practice && isOff(view.person, "calls.next")) await this.deck.putAway();
    else await this.deal();
    return true;
  }

  async deal() {
    const hold = await this.deck.deal();
    if (!hold) return;
    this.used("calls.next");
    if (hold.reserve) this.used("calls.reserve");
  }

  draw(view) {
    return draw(this, view);
  }
}

/** A voter who was here too long and whom nobody has begun to call. */
function isStale({ over, hold, voters }) {
  return over && !hold.closed && !hold.dialled && voters.every((v) => !v.result);
}
