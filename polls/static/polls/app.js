/** The screen as a whole: opens outbox, vault and list, knows what is to be shown, draws again when something changed. */

import { askToKeep, isEmbedded } from "../lib/outbox/device.js";
import { Outbox } from "../lib/outbox/outbox.js";
import { sendersOf } from "../lib/outbox/people.js";
import { claimScreen } from "../lib/outbox/tabs.js";
import { Notices } from "../lib/screen/notices.js";
import { startUpdates } from "../lib/screen/update.js";
import { Acts } from "./acts.js";
import { Draft } from "./draft.js";
import { draw } from "./draw.js";
import { List } from "./list.js";
import { listenToKeys } from "./keys.js";
import { tellNews } from "./news.js";
import { sendPhotos, waiting } from "./uploads.js";
import { Vault } from "./vault.js";
import { viewOf } from "./view.js";

const LOOK_AGAIN = 5000; // ms: time alone ends the list

export class App {
  constructor(meta) {
    this.meta = meta; // {build, live}
    this.office = { asked: false, ok: true, online: true, text: null };
    this.notices = new Notices(document.getElementById("notices"));
    this.acts = new Acts(this);
    this.trouble = null; // elsewhere, old, keeps_nothing: no voter is shown
    this.photos = []; // hashes of photos that wait here
    this.real = null; // what practice put aside
  }

  get practice() {
    return Boolean(this.real);
  }

  /** {outbox, list, draft} of the person at work, also while they practise. */
  get atWork() {
    return this.real || this;
  }

  async start() {
    listenToKeys(this);
    if (isEmbedded()) this.notices.add({ key: "embedded_text", sign: "warn" });
    if (!navigator.locks || !globalThis.indexedDB || !crypto.subtle) return this.fail("old");
    try {
      this.outbox = await Outbox.open({ build: this.meta.build, want: () => null });
      await this.openVault();
    } catch (error) {
      console.error(error);
      return this.fail("keeps_nothing");
    }
    this.listen(this.outbox);
    setInterval(() => this.refresh(), LOOK_AGAIN);
    addEventListener("visibilitychange", () => this.comeBack());
    await this.takeScreen();
    this.updates = await startUpdates("/polls/", () => this.refresh());
    return null;
  }

  /** The list and what was half typed; of the person who is present, and of no one else. */
  async openVault() {
    this.vault = await Vault.open(this.outbox.client || null);
    this.list = new List(this.vault, () => this.outbox.now());
    this.draft = new Draft(this.vault);
    if (!this.outbox.client) return;
    await Promise.all([this.list.open(), this.draft.open()]);
    this.photos = await waiting(this.vault);
  }

  fail(trouble) {
    this.trouble = trouble;
    return this.refresh();
  }

  listen(outbox) {
    outbox.addEventListener("change", () => this.lookAgain(outbox));
    outbox.addEventListener("news", (event) => tellNews(this, event.detail));
    outbox.addEventListener("live", (event) => {
      document.documentElement.dataset.live = event.detail ? "on" : "off";
    });
    outbox.addEventListener("build", () => this.updates && this.updates.check());
    outbox.addEventListener("office", (event) => {
      this.office = { asked: true, ...event.detail };
      this.exchanged();
    });
  }

  /** Something in the store changed. */
  lookAgain(outbox) {
    outbox.looked = null;
    return this.refresh();
  }

  /** After each round trip: what else is to be fetched or sent, or wiped. */
  async exchanged() {
    const { outbox } = this.atWork;
    outbox.looked = null;
    const { person, entries } = await outbox.look();
    if (person && person.shut) {
      await this.wipe();
      if (this.practice) await this.acts.practice(false);
    } else if (this.office.ok && person && (person.work || "polls") === "polls") await this.fetchAndSend(entries);
    await this.refresh();
  }

  async fetchAndSend(entries) {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const { list, outbox } = this.atWork;
      const { changed, shut } = await list.refresh(outbox.token);
      if (changed) await this.refresh();
      if (shut) outbox.sender.kick({ now: true }); // it hears why, and says so
      const named = new Set(entries.filter((e) => !e.withdrawn).map((e) => e.body.photo).filter(Boolean));
      await sendPhotos(this.vault, outbox.token, named, (_hash, text) =>
        this.notices.add({ key: "photo_refused", values: { text: text || "" }, sign: "warn" }));
      this.photos = await waiting(this.vault);
    } finally {
      this.fetching = false;
    }
  }

  /** No voter stays on this phone. The outbox, which knows codes only, does. */
  async wipe() {
    this.atWork.list.forget();
    this.atWork.draft.forget();
    await this.vault.wipe();
    this.photos = [];
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
    this.outbox.looked = null; // another tab may have worked meanwhile
    const person = await this.outbox.meet();
    if (person || (await sendersOf(this.outbox.db)).length) {
      this.outbox.start({ languages: person ? person.languages || [person.lang || "en"] : ["en"], live: this.meta.live });
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
    const view = await viewOf(this);
    if (view.state === "over" && this.list.kept) {
      await this.wipe();
      await this.outbox.updatePerson({ over: true });
    }
    // New code: not while something is half typed, and never while a dialog is open.
    const idle = !view.draft || !(view.draft.digits || view.draft.letters || view.draft.form);
    if (this.updates && this.updates.ready && !this.practice && idle && !document.querySelector("dialog[open]")) {
      return this.updates.take();
    }
    this.view = view;
    return draw(this, view);
  }
}
