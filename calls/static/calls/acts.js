/** What each tap does. Nothing here confirms before the tap is on the disk. */

import { isOver } from "../lib/outbox/steady.js";
import { Deck } from "./deck.js";
import { mayCall } from "./hours.js";
import * as questions from "./parts/questions.js";
import { PracticeCalls } from "./practice.js";
import { keysWanted, rememberKeys } from "./keys.js";
import { Taps } from "../lib/screen/taps.js";
import { language } from "../lib/screen/words.js";

export class Acts extends Taps {
  constructor(app) {
    super(app);
    this.keysOn = keysWanted();
    this.reading = {}; // hold → language in which the script is read
  }

  get deck() {
    return this.app.deck;
  }

  /** A tap is meant for the voter who is on the screen. */
  target() {
    return this.view && this.view.hold ? this.view.hold.hold : undefined;
  }

  /** Promise 6: the device checks once more before it offers to dial. */
  dial(event) {
    const { hold } = this.view;
    const now = this.app.outbox.now();
    const refuse = (key) => {
      event.preventDefault();
      this.app.notices.add({ key, sign: "warn", until: "next" });
    };
    if (this.app.practice) refuse("practice_no_dial");
    else if (isOver(hold, now)) return refuse("hold_over");
    else if (!mayCall(hold, new Date(now.wall))) return refuse("out_of_hours");
    return this.tap(() => this.deck.dialled(hold));
  }

  speakOf(voter) {
    this.deck.speakOf(voter);
  }

  answer(step, answer) {
    return this.tap(async (view) => {
      const { result } = this.deck.outcome(view, step, answer);
      const before = this.deck.sentBefore(view, result);
      if (before && !(await questions.askChange(before, result))) return;
      await this.deck.answer(view, step, answer);
      this.app.used("calls.script");
    });
  }

  result(code) {
    return this.tap(async (view) => {
      if (view.voter.result === code && code !== "call_back") return;
      const before = this.deck.sentBefore(view, code);
      if (before && !(await questions.askChange(before, code))) return;
      const extra = await this.more(code, view);
      if (extra) await this.deck.result(view, code, extra);
    });
  }

  /** What a result needs to know besides the tap; null when the caller went back. */
  async more(code, view) {
    if (code === "call_back") {
      const time = await questions.askTime(view.hold, new Date(this.app.outbox.now().wall));
      return time && { callback_at: time.toISOString() };
    }
    if (code === "skipped") {
      const reason = await questions.askWhySkip();
      return reason && { note: reason };
    }
    if (this.deck.asksFirst(code)) return (await questions.askSure(code, view)) && {};
    return {};
  }

  ride() {
    return this.tap(async (view) => {
      const note = await questions.askRide(view.voter);
      if (note !== null) await this.deck.ride(view, note);
    });
  }

  undo() {
    const { last } = this.view;
    return this.tap(() => last && this.deck.undo(last));
  }

  next() {
    return this.tap(async (view) => {
      const missing = view.state === "voter" ? this.deck.missing(view) : [];
      if (missing.length) {
        const nobodyYet = view.voters.every((v) => !v.result);
        const code = await questions.askMissing(missing, nobodyYet);
        const extra = code && (code === "skipped" ? await this.more(code, view) : {});
        if (!extra) return;
        await this.deck.result({ ...view, voter: missing[0], voters: missing }, code, extra);
      }
      this.app.notices.moveOn();
      await this.deck.next(); // App.drawOnce takes new code now, or deals the next voter
    });
  }

  keepTalking() {
    return this.tap((view) => this.deck.keepTalking(view.hold));
  }

  pause(paused) {
    return this.tap(async () => {
      await this.deck.pause(paused);
      if (!paused && this.app.outbox.sender) this.app.outbox.sender.kick({ now: true });
    });
  }

  practice(on) {
    return this.practise(on, "calls.practice");
  }

  switchPractice(on) {
    const { app } = this;
    if (on) {
      app.real = app.deck;
      const practice = new PracticeCalls(app.view.person);
      practice.addEventListener("change", () => app.refresh());
      app.deck = new Deck(practice);
    } else {
      app.deck = app.real;
      app.real = null;
    }
  }

  onScreen() {
    const { hold } = this.view;
    const { sheet, script } = hold || {};
    return { room: "calls", ...super.onScreen(), sheet: sheet ?? null, script: script ?? null, hold: hold ? hold.hold : null };
  }

  /** The script's language: the one chosen for this call, else the voter's, else the caller's. */
  scriptLanguage({ hold, voter, script }) {
    const has = (code) => script && script.languages.includes(code);
    return [this.reading[hold.hold], voter.lang, hold.lang, language()].find(has) || (script ? script.languages[0] : "en");
  }

  readIn(code) {
    this.reading = { [this.view.hold.hold]: code };
    return this.app.refresh();
  }

  async showKeys() {
    const choice = await questions.showKeys(this.keysOn);
    if (!choice) return;
    this.keysOn = choice === "on";
    rememberKeys(this.keysOn);
    await this.app.refresh();
  }
}
