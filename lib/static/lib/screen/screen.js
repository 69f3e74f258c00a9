/**
 * A volunteer's screen as a whole, in every room: opens the outbox, is the one tab that shows voters, hears the office,
 * draws again when something changed. A room says what else it opens (`open`), what is to be seen now (`see`), how that is
 * drawn (`draw`), and when new page code may come (`atRest`).
 */

import { askToKeep, isEmbedded } from "../outbox/device.js";
import { Outbox } from "../outbox/outbox.js";
import { claimScreen } from "../outbox/tabs.js";
import { showAnnounced } from "./announced.js";
import { Notices } from "./notices.js";
import { redrawing } from "./redraw.js";
import { startUpdates } from "./update.js";

const LOOK_AGAIN = 5000; // ms: time alone hides voters and ends lists

export class Screen {
  /** @param meta {build, live, campaign}, as the page has them; page: its address, as "/calls/" */
  constructor(meta, page) {
    Object.assign(this, { meta, page });
    this.office = { asked: false, ok: true, online: true, text: null };
    this.notices = new Notices(document.getElementById("notices"));
    this.heardAt = null; // performance.now() of the last round trip that went well
    this.trouble = null; // elsewhere, old, keeps_nothing: no voter is shown
    this.real = null; // what practice put aside
    this.refresh = redrawing(() => this.drawOnce());
  }

  get practice() {
    return Boolean(this.real);
  }

  /** What the person at work works with, also while they practise: {outbox, …}. */
  get atWork() {
    return this.real || this;
  }

  /** Counts one use of a feature, by those at work. */
  used(name) {
    if (!this.practice) this.outbox.used(name);
  }

  // what a room has of its own
  get able() {
    return Boolean(navigator.locks && globalThis.indexedDB);
  }

  /** What to ask the office for: {sheet} or null. */
  want() {
    return null;
  }

  /** Opens what the room keeps besides the outbox; throws in browsers that keep nothing. */
  open() {}

  /** Whether there is something to send although nobody is present. */
  leftBehind() {
    return false;
  }

  /** How the outbox listens and how often it asks: {since, rest}, see outbox.js. */
  line() {
    return {};
  }

  /** Something in the store changed. */
  changed(_outbox) {
    return this.refresh();
  }

  /** A round trip with the office is over. */
  exchanged() {
    return this.refresh();
  }

  /** True when something else came first, and another look is on its way. */
  movedOn(_view) {
    return false;
  }

  async start() {
    if (isEmbedded()) this.notices.add({ key: "embedded_text", sign: "warn" });
    if (!this.able) return this.fail("old");
    try {
      this.outbox = await Outbox.open({ build: this.meta.build, want: () => this.want() });
      await this.open();
    } catch (error) {
      console.error(error);
      return this.fail("keeps_nothing");
    }
    this.listen(this.outbox);
    setInterval(() => this.refresh(), LOOK_AGAIN);
    addEventListener("visibilitychange", () => this.comeBack());
    await this.takeScreen();
    this.updates = await startUpdates(this.page, () => this.refresh());
    return null;
  }

  fail(trouble) {
    this.trouble = trouble;
    return this.refresh();
  }

  listen(outbox) {
    outbox.addEventListener("change", () => this.changed(outbox));
    outbox.addEventListener("news", (event) => this.tellNews(event.detail));
    showAnnounced(outbox, this.notices);
    outbox.addEventListener("live", (event) => {
      this.live = event.detail;
      document.documentElement.dataset.live = event.detail ? "on" : "off";
    });
    outbox.addEventListener("build", () => this.updates && this.updates.check());
    outbox.addEventListener("office", (event) => {
      this.office = { asked: true, ...event.detail };
      if (event.detail.ok) this.heardAt = performance.now();
      this.exchanged();
    });
  }

  /** Only one tab shows voters. */
  async takeScreen(steal = false) {
    if (this.claiming) return;
    this.claiming = true; // a tap and the return to this tab may come together
    const got = await claimScreen({ steal, onLost: () => this.loseScreen() });
    this.claiming = got;
    this.trouble = got ? null : "elsewhere";
    if (got) await this.begin();
    await this.refresh();
  }

  async begin() {
    const { outbox } = this.atWork;
    const person = await outbox.meet(); // another tab may have worked meanwhile
    if (person || (await this.leftBehind())) {
      const languages = person ? person.languages || [person.lang || "en"] : ["en"];
      outbox.start({ languages, live: this.meta.live, ...this.line() });
    }
    if (person) askToKeep();
  }

  loseScreen() {
    this.claiming = false;
    this.atWork.outbox.stop();
    this.fail("elsewhere");
  }

  comeBack() {
    if (document.visibilityState !== "visible") return;
    if (this.trouble === "elsewhere") this.takeScreen(); // the other tab may have been closed
    else this.refresh();
  }

  async drawOnce() {
    const view = await this.see();
    if (this.updates && this.updates.ready && !this.practice && this.atRest(view)) return this.updates.take();
    if (await this.movedOn(view)) return null;
    this.view = view;
    return this.draw(view);
  }
}
