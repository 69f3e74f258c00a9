/** What each tap does, in every room. Nothing here confirms before the tap is on the disk. */

import { askTellUs } from "./ask.js";
import { isOff, sayOff } from "./switches.js";
import { language, LANGUAGES, setLanguage } from "./words.js";

export class Taps {
  /** @param app the Screen */
  constructor(app) {
    this.app = app;
    this.idle = Promise.resolve(); // settled when every tap so far is done and drawn
  }

  get view() {
    return this.app.view;
  }

  /** What a tap is meant for; one meant for what has left the screen meanwhile does nothing. */
  target() {
    return undefined;
  }

  /**
   * Runs a tap, one after the other: each sees what the one before it left on the screen. A phone that cannot save
   * says so at once.
   * @param work gets the view
   */
  tap(work) {
    const meant = this.target();
    this.idle = this.idle.then(async () => {
      try {
        if (meant === undefined || meant === this.target()) await work(this.view);
      } catch (error) {
        console.error(error);
        this.app.notices.add({ key: "store_full", sign: "stop" });
      }
      await this.app.refresh();
    });
    return this.idle;
  }

  tryAgain() {
    const { sender } = this.app.outbox;
    if (sender) sender.kick({ now: true });
  }

  takeScreen() {
    return this.app.takeScreen(true);
  }

  tellUs() {
    return this.tap(async ({ person }) => {
      if (isOff(person, "people.tell_us")) return sayOff("people.tell_us", person);
      const screen = this.onScreen();
      const said = await askTellUs();
      if (!said) return null;
      await this.app.outbox.record({ facts: [{ kind: "tell_us", ...said, screen }] });
      this.app.used("people.tell_us");
      return this.app.notices.add({ key: "tell_done", sign: "good", until: "next" });
    });
  }

  /** Begins to practise, or ends it; `feature` is the room's switch for it. Who practises goes on until they end it. */
  practise(on, feature) {
    return this.tap(async ({ person }) => {
      if (on && isOff(person, feature)) return sayOff(feature, person);
      if (on) this.app.used(feature);
      this.switchPractice(on);
      return this.app.notices.moveOn();
    });
  }

  /** What was on the screen, by ids only and nothing of a voter; a room adds its own. */
  onScreen() {
    const { state, counts } = this.view;
    const { meta, office, heardAt } = this.app;
    return {
      state, build: meta.build, lang: language(), online: office.ok, ...counts,
      heard: heardAt ? Math.round((performance.now() - heardAt) / 1000) : null, // seconds since the last round trip
      wide: innerWidth, agent: navigator.userAgent.slice(0, 200),
    };
  }

  switchLanguage() {
    setLanguage(LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length], true);
    this.app.notices.show();
    return this.app.refresh();
  }
}
