/** What each tap does. Nothing here confirms before the tap is on the disk. */

import { leave } from "../lib/outbox/people.js";
import { PracticeOutbox } from "../lib/screen/practice.js";
import { Taps } from "../lib/screen/taps.js";
import { Draft } from "./draft.js";
import { meant } from "./parts/code.js";
import { isWhole } from "./parts/form.js";
import * as questions from "./parts/questions.js";
import { redraw } from "./photo.js";
import { practiceRoll } from "./practice.js";
import { Roll } from "./roll.js";
import { nameOfPhoto } from "./uploads.js";

const SLIP = 4000; // ms in which a tap made by mistake can be undone before it is sent

export class Acts extends Taps {
  record(fact, more = {}) {
    this.app.notices.moveOn();
    return this.app.outbox.record({ facts: [fact], rest: SLIP, ...more });
  }

  // crossing off
  strike(voter) {
    return this.tap(async ({ struck }) => {
      const before = struck.get(voter.key);
      if (before && before.state !== "refused") return;
      await this.record({ kind: "strike", precinct: voter.precinct, code: voter.code });
      await this.app.draft.set({ digits: "" });
    });
  }

  /** "Strike" or Enter after a code: the one voter it means, or a kind word about the code. */
  enterCode() {
    return this.tap(async (view) => {
      const { found } = meant(view);
      const open = found.filter((v) => !view.struck.has(v.key) || view.struck.get(v.key).state === "refused");
      if (open.length !== 1) return this.app.draft.set({ refused: view.draft.digits });
      await this.record({ kind: "strike", precinct: open[0].precinct, code: open[0].code });
      return this.app.draft.set({ digits: "", refused: null });
    });
  }

  /** A tap on one who is crossed off asks first: undoing is rarer than a tap too many. */
  unstrike(voter, { mine }) {
    return this.tap(async () => {
      if (await questions.askUnstrike(voter, Boolean(mine))) await this.app.outbox.record({ withdraw: [mine.id] });
    });
  }

  undo() {
    const [last] = this.view.done;
    return this.tap(() => last && this.app.outbox.record({ withdraw: [last.id] }));
  }

  /** What else happened to a voter. */
  more(voter) {
    return this.tap(async ({ struck, person }) => {
      const what = await questions.askMore(voter, struck.get(voter.key), person);
      if (what === "strike") await this.record({ kind: "strike", precinct: voter.precinct, code: voter.code });
      else if (what) await this.app.draft.set({ form: { kind: what, voter: voter.key, text: "" } });
    });
  }

  // typing
  set(values) {
    this.app.draft.set(values).catch(() => this.app.notices.add({ key: "store_full", sign: "stop" }));
    return this.app.refresh();
  }

  setMode(mode) {
    if (mode === "list") this.app.used("polls.list");
    return this.set({ mode });
  }

  goTo(section) {
    this.app.notices.moveOn();
    return this.set({ section });
  }

  // reports
  line(minutes) {
    this.app.used("polls.lines");
    return this.tap(({ post }) => this.record({ kind: "line_report", place: post.place, minutes }));
  }

  polls(what) {
    return this.tap(({ post }) => this.record({ kind: "polls_report", place: post.place, what }));
  }

  openForm(kind) {
    return this.tap(() => this.app.draft.set({ form: { kind, voter: null, text: "" } }));
  }

  setForm(values) {
    return this.set({ form: { ...this.app.draft.values.form, ...values } });
  }

  addPhoto(file) {
    return this.tap(async ({ draft }) => {
      let photo;
      try {
        photo = await redraw(file);
      } catch {
        this.app.notices.add({ key: "photo_unreadable", sign: "warn", until: "next" });
        return;
      }
      if (!this.app.practice) await this.app.vault.put(nameOfPhoto(photo.name), photo.bytes);
      this.app.used("polls.photos");
      await this.app.draft.set({ form: { ...draft.form, photo: photo.name } });
    });
  }

  dropForm() {
    return this.tap(async ({ draft }) => {
      const { photo } = draft.form;
      await this.app.draft.set({ form: null });
      if (photo && !this.app.practice) await this.app.vault.drop(nameOfPhoto(photo));
    });
  }

  sendForm() {
    return this.tap(async ({ draft, post, roll }) => {
      if (!isWhole(draft.form)) return this.app.notices.add({ key: `${draft.form.kind}_choose`, sign: "warn", until: "next" });
      const { kind, voter: key, text, reason, category, photo } = draft.form;
      const voter = key && roll.byKey.get(key);
      const about = voter ? { precinct: voter.precinct, code: voter.code } : {};
      const fact = { kind, place: voter ? roll.precincts.get(voter.precinct).place : post.place, ...about };
      if (kind === "turned_away") Object.assign(fact, { reason, text });
      if (kind === "not_on_list") Object.assign(fact, { text });
      if (kind === "incident") Object.assign(fact, { category, text, ...(photo ? { photo } : {}) });
      if (kind === "ride_request") Object.assign(fact, { note: text });
      await this.record(fact);
      if (kind === "turned_away") this.app.used("polls.turned_away");
      if (kind === "ride_request") this.app.used("polls.rides");
      if (photo && !this.app.practice) this.app.photos = [...this.app.photos, photo];
      return this.app.draft.set({ form: null });
    });
  }

  // where one is
  takePost(post) {
    return this.tap(() => this.app.outbox.record({ facts: [{ kind: "post_taken", post }] }));
  }

  fetchAgain() {
    if (this.app.list.kept) this.app.list.kept.asked = -Infinity;
    return this.tryAgain();
  }

  async signOut() {
    return this.tap(async ({ counts }) => {
      if (!(await questions.askSignOut(counts.waiting, this.app.photos.length))) return;
      await this.app.wipe();
      await leave(this.app.outbox.db);
      location.reload();
    });
  }

  // the rest
  practice(on) {
    return this.practise(on, "polls.practice");
  }

  switchPractice(on) {
    const { app } = this;
    if (!on) return Object.assign(app, app.real, { real: null });
    app.real = { outbox: app.outbox, list: app.list, draft: app.draft };
    app.outbox = new PracticeOutbox(this.view.person);
    app.outbox.addEventListener("change", () => app.changed(app.outbox));
    const body = practiceRoll();
    app.list = { body, roll: new Roll(body), told: { keys: body.struck.map((k) => k.join(":")), at: 0 }, over: () => false };
    app.draft = new Draft(null);
    app.draft.values.ready = true;
    return null;
  }

  onScreen() {
    const { draft, post, struck } = this.view;
    const { section, mode, form } = draft || {};
    return {
      room: "polls", ...super.onScreen(), section, mode, form: form ? form.kind : null,
      post: post ? post.post : null, place: post ? post.place : null, struck: struck ? struck.size : null,
      photos: this.app.photos.length,
    };
  }
}
