/** The screen as a whole: opens the outbox, holds what is being shown, draws again when something changed. */

import { askToKeep, isEmbedded } from "../lib/outbox/device.js";
import { Outbox } from "../lib/outbox/outbox.js";
import { claimScreen } from "../lib/outbox/tabs.js";
import { Acts } from "./acts.js";
import { Deck } from "./deck.js";
import { draw } from "./draw.js";
import { listenToKeys } from "./keys.js";
import { tellNews } from "./news.js";
import { Notices } from "../lib/screen/notices.js";
import { startUpdates } from "../lib/screen/update.js";

const LOOK_AGAIN = 5000; // ms: time alone hides voters (steady.js)

export class App {
  constructor(meta) {
    this.meta = meta; // {build, live, campaign}
    this.office = { asked: false, ok: true, online: true, text: null };
    this.notices = new Notices(document.getElementById("notices"));
    this.acts = new Acts(this);
    this.trouble = null; // elsewhere, old, keeps_nothing: no voter is shown
  }

  get practice() {
    return Boolean(this.real);
  }

  async start() {
    listenToKeys(this.acts);
    if (isEmbedded()) this.notices.add({ key: "embedded_text", sign: "warn" });
    if (!navigator.locks || !globalThis.indexedDB) return this.fail("old");
    try {
      this.outbox = await Outbox.open({ build: this.meta.build, want: () => this.want() });
    } catch {
      return this.fail("keeps_nothing");
    }
    this.deck = new Deck(this.outbox);
    this.listen(this.outbox);
    setInterval(() => this.refresh(), LOOK_AGAIN);
    addEventListener("visibilitychange", () => this.comeBack());
    await this.takeScreen();
    return this.startUpdates();
  }

  async startUpdates() {
    this.updates = await startUpdates("/calls/", () => this.refresh());
  }

  fail(trouble) {
    this.trouble = trouble;
    return this.refresh();
  }

  listen(outbox) {
    outbox.addEventListener("change", () => this.refresh());
    outbox.addEventListener("news", (event) => tellNews(this, event.detail));
    outbox.addEventListener("live", (event) => {
      document.documentElement.dataset.live = event.detail ? "on" : "off";
    });
    outbox.addEventListener("build", () => this.updates && this.updates.check());
    outbox.addEventListener("office", (event) => {
      this.office = { asked: true, ...event.detail };
      this.refresh();
    });
  }

  /** Only one tab shows voters. */
  async takeScreen(steal = false) {
    if (this.claiming) return;
    this.claiming = true; // a tap and the return to this tab may come together
    const got = await claimScreen({ steal, onLost: () => this.loseScreen() });
    this.claiming = got;
    this.trouble = got ? null : "elsewhere";
    const person = got && (await this.outbox.meet());
    if (person) {
      this.outbox.start({ languages: person.languages || [person.lang || "en"], live: this.meta.live });
      askToKeep();
    }
    await this.refresh();
  }

  loseScreen() {
    this.claiming = false;
    this.outbox.stop();
    this.fail("elsewhere");
  }

  comeBack() {
    if (document.visibilityState !== "visible") return;
    if (this.trouble === "elsewhere") this.takeScreen(); // the other tab may have been closed
    else this.refresh();
  }

  /** What to ask the office for: nothing while paused. */
  want() {
    const person = this.seen && this.seen.person;
    return person && person.paused ? null : { sheet: (person && person.sheet) || null };
  }

  /** Looks and draws; resolves once what was true at the call is on the screen. */
  refresh() {
    this.wanted = true;
    this.drawing = this.drawing || this.drawWhileWanted().finally(() => (this.drawing = null));
    return this.drawing;
  }

  async drawWhileWanted() {
    while (this.wanted) {
      this.wanted = false;
      await this.drawOnce();
    }
  }

  async drawOnce() {
    const view = this.trouble ? { state: this.trouble, counts: { saved: 0, waiting: 0, stuck: 0 } } : await this.deck.view();
    if (!this.practice) this.seen = view;
    // New code: between two calls, never during one.
    if (this.updates && this.updates.ready && !this.practice && view.state !== "voter") return this.updates.take();
    if (view.state === "idle" && view.free.length) return this.deck.deal();
    if (view.state === "voter" && this.isStale(view)) {
      this.notices.add({ key: "hold_over", sign: "warn", until: "next" });
      return this.deck.deal();
    }
    this.view = view;
    return draw(this, view);
  }

  /** A voter who was here too long and whom nobody has begun to call. */
  isStale({ over, hold, voters }) {
    return over && !hold.closed && !hold.dialled && voters.every((v) => !v.result);
  }
}
