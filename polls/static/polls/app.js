/** The watcher's screen: its list and what is half typed, what is fetched and sent besides, and when all of it goes. */

import { sendersOf } from "../lib/outbox/people.js";
import { Screen } from "../lib/screen/screen.js";
import { Acts } from "./acts.js";
import { Draft } from "./draft.js";
import { draw } from "./draw.js";
import { List } from "./list.js";
import { listenToKeys } from "./keys.js";
import { tellNews } from "./news.js";
import { sendPhotos, waiting } from "./uploads.js";
import { Vault } from "./vault.js";
import { viewOf } from "./view.js";

const REST = { live: 5 * 60000, deaf: 60000 }; // ms between exchanges with nothing to send: 37,000 phones, and no holds to renew

export class App extends Screen {
  constructor(meta) {
    super(meta, "/polls/");
    this.acts = new Acts(this);
    this.photos = []; // hashes of photos that wait here
  }

  get able() {
    return super.able && Boolean(crypto.subtle);
  }

  start() {
    listenToKeys(this);
    return super.start();
  }

  /** The list and what was half typed; of the person who is present, and of no one else. */
  async open() {
    const { outbox } = this;
    this.vault = await Vault.open(outbox.client || null);
    this.list = new List(this.vault, () => outbox.now());
    this.draft = new Draft(this.vault);
    if (!outbox.client) return;
    await Promise.all([this.list.open(), this.draft.open()]);
    this.photos = await waiting(this.vault);
  }

  async leftBehind() {
    return (await sendersOf(this.atWork.outbox.db)).length > 0;
  }

  begin() {
    this.atWork.outbox.looked = null; // another tab may have worked meanwhile
    this.heardOf = this.atWork.list.precincts().join();
    return super.begin();
  }

  /** The line tells of others' strikes, from where the list was told last. */
  line() {
    return { rest: REST, since: () => this.atWork.list.told && this.atWork.list.told.since };
  }

  listen(outbox) {
    super.listen(outbox);
    outbox.addEventListener("struck", async (event) => {
      if (await this.atWork.list.hear(event.detail)) await this.refresh();
    });
  }

  tellNews(news) {
    return tellNews(this, news);
  }

  changed(outbox) {
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
      const { changed, shut } = await list.refresh(outbox.token, this.live);
      if (changed) await this.refresh();
      this.listenWhere(list);
      if (shut) outbox.sender.kick({ now: true }); // it hears why, and says so
      const named = new Set(entries.filter((e) => !e.withdrawn).map((e) => e.body.photo).filter(Boolean));
      await sendPhotos(this.vault, outbox.token, named, (_hash, text) =>
        this.notices.add({ key: "photo_refused", values: { text: text || "" }, sign: "warn" }));
      this.photos = await waiting(this.vault);
    } finally {
      this.fetching = false;
    }
  }

  /** The office tells of strikes in the precincts where one stood when the line was opened. */
  listenWhere(list) {
    const here = list.precincts().join();
    if (here === this.heardOf) return;
    this.heardOf = here;
    this.atWork.outbox.listenAnew();
  }

  /** No voter stays on this phone. The outbox, which knows codes only, does. */
  async wipe() {
    this.atWork.list.forget();
    this.atWork.draft.forget();
    await this.vault.wipe();
    this.photos = [];
  }

  async see() {
    const view = await viewOf(this);
    if (view.state === "over" && this.list.kept) {
      await this.wipe();
      await this.outbox.updatePerson({ over: true });
    }
    return view;
  }

  /** New code does not come while something is half typed, and never while a dialog is open. */
  atRest({ draft }) {
    const typing = draft && (draft.digits || draft.letters || draft.form);
    return !typing && !document.querySelector("dialog[open]");
  }

  draw(view) {
    return draw(this, view);
  }
}
