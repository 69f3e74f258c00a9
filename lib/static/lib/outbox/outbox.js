/**
 * The device's side of the office, for calls, doors and polls alike: voters and outbox in IndexedDB, one
 * round trip at a time, live withdrawals. A screen opens it, looks, records, and listens.
 *
 * Events (EventTarget, details in `event.detail`): `change` (look again), `news` (see reply.js: gone,
 * finished, refused, waiting, message, era; and back: the wall clock was set back), `office` ({online,
 * ok, code, text} after each round trip), `live` (true, false: the line for withdrawals), `struck` ({struck,
 * unstruck, since?} as the line says it), `build` (the office runs newer code).
 */

import { hear } from "./announced.js";
import { listen } from "./live.js";
import { presentPerson, sendersOf } from "./people.js";
import { markGone, newerSwitches } from "./reply.js";
import { startSender } from "./sender.js";
import { isOver } from "./steady.js";
import { look, openStore, write } from "./store.js";
import { release, writeTap } from "./taps.js";
import { noteUse } from "./uses.js";
import { startWatch } from "./watch.js";

export class Outbox extends EventTarget {
  /**
   * @param build the page's own build
   * @param want () => {sheet} or null: what to ask for, read at each round trip
   */
  static async open({ build, want }) {
    const outbox = new Outbox();
    outbox.build = build;
    outbox.want = want;
    outbox.db = await openStore();
    outbox.watch = await startWatch(outbox.db, () => outbox.clockWentBack());
    await outbox.meet();
    return outbox;
  }

  /** Reads who is present; call again after someone joined. */
  async meet() {
    const person = await presentPerson(this.db);
    this.client = person && person.client;
    this.token = person && person.token;
    this.liveUrl = person && person.live;
    return person;
  }

  now() {
    return this.watch.now();
  }

  /**
   * Starts sending and listening. Only the tab that holds the screen does.
   * @param since () => place in the log up to which the screen knows who is struck, for screens that show that
   * @param rest {live, deaf}: ms between exchanges with nothing to send, see sender.js
   */
  start({ languages, live, since = () => null, rest }) {
    this.sender = startSender(
      {
        db: this.db,
        clients: () => sendersOf(this.db),
        now: () => this.now(),
        want: this.want,
        build: this.build,
        languages,
        rest,
      },
      { done: (result, client) => this.exchanged(result, client) },
    );
    const source = () => {
      const url = this.liveUrl || live;
      const place = since();
      return url && this.token ? { url: place === null ? url : `${url}?since=${place}`, token: this.token } : null;
    };
    this.ear = listen(
      source,
      (event) => this.heard(event),
      (connected) => {
        this.sender.setConnected(connected);
        this.tell("live", connected);
      },
    );
    this.wake = () => document.visibilityState === "visible" && this.sender.kick({ now: true });
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  stop() {
    this.sender?.stop();
    this.ear?.stop();
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
  }

  /** Opens the live line again: what the office tells on it may be another. */
  listenAnew() {
    this.ear?.again();
  }

  /** {person, entries, holds}: what is kept; holds that may still be shown, in order, each with its script. */
  async look() {
    const kept = await look(this.db, this.client);
    const now = this.now();
    const at = kept.person && kept.person.at;
    const holds = kept.holds
      .filter((h) => h.hold === at || (!h.done && !h.gone && !isOver(h, now)))
      .sort((a, b) => a.reserve - b.reserve || a.place - b.place);
    return { ...kept, holds };
  }

  async scriptOf(hold) {
    const kept = hold.script ? await this.db.get("scripts", hold.script) : null;
    return kept ? kept.body : null;
  }

  /** Writes down one tap; see taps.js. */
  async record(tap) {
    const entries = await writeTap(this.db, this.client, tap, this.now());
    this.tapped(tap.rest || 0);
    return entries;
  }

  async release() {
    await release(this.db, this.client);
    this.tapped(0);
  }

  tapped(rest) {
    this.sender?.kick(rest ? { wait: rest + 50 } : {});
    this.tell("change");
  }

  /** Changes the present person's record: what is on the screen, the sheet asked for, paused, … */
  updatePerson(fields) {
    return this.update("people", this.client, fields);
  }

  updateHold(id, fields) {
    return this.update("holds", id, fields);
  }

  update(store, key, fields) {
    return this.change(store, key, (before) => ({ ...before, ...fields }));
  }

  /** Writes what `make` says of a record that is there. */
  async change(store, key, make) {
    await write(this.db, [store], async (tx) => {
      const before = await tx.objectStore(store).get(key);
      if (before) tx.objectStore(store).put(make(before));
    });
    this.tell("change");
  }

  forget(holds) {
    return write(this.db, ["holds"], (tx) => holds.forEach((id) => tx.objectStore("holds").delete(id)));
  }

  exchanged(result, client) {
    if (client !== this.client) return;
    if (result.ok) {
      result.news.forEach((item) => this.tell("news", item));
      this.liveUrl = result.reply.live || this.liveUrl;
      if (result.reply.build && result.reply.build !== this.build) this.tell("build", result.reply.build);
    }
    this.tell("office", { online: result.ok || result.status > 0, ok: result.ok, code: result.code, text: result.text });
    this.tell("change");
  }

  async heard({ event, data }) {
    if (event === "build" && data.build !== this.build) this.tell("build", data.build);
    if (event === "message") {
      await this.updatePerson({ message: data.text }); // the next reply says it again
      this.tell("news", { type: "message", text: data.text });
    }
    if (event === "struck") this.tell("struck", data);
    if (event === "switched") await this.hearSwitches(data);
    if (event === "announcement") {
      const now = this.now();
      await this.change("people", this.client, (person) => hear(person, data, now));
    }
    if (event !== "gone") return;
    const marked = await write(this.db, ["holds"], async (tx) => {
      const hold = await tx.objectStore("holds").get(data.hold);
      const fresh = hold && markGone(hold, data);
      if (!fresh || fresh === hold) return null;
      tx.objectStore("holds").put(fresh);
      return fresh;
    });
    if (!marked) return;
    this.tell("news", { type: "gone", ...data });
    this.tell("change");
  }

  async hearSwitches(told) {
    const { person } = await look(this.db, this.client);
    if (person) await this.updatePerson({ switched: newerSwitches(person.switched, told) });
  }

  /** Counts one use of a feature, to be told with the next exchange; see uses.js. */
  used(name) {
    return noteUse(this.db, name).catch(() => {}); // a count is not worth a word
  }

  /** Promise 6: after that nobody can say how old the voters here are. The office hands them out anew. */
  async clockWentBack() {
    const { person, holds } = await look(this.db, this.client);
    const at = person && person.at;
    await this.forget(holds.filter((h) => h.hold !== at).map((h) => h.hold));
    if (at) await this.updateHold(at, { life: 0 });
    this.tell("news", { type: "back" });
    this.sender?.kick({ now: true });
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
