/** Lines that came from elsewhere: a voter struck, a result refused, a word from the office. */

import { fill, h } from "./dom.js";
import { language, say } from "./words.js";

const MOST = 3;

export class Notices {
  constructor(place) {
    this.place = place;
    this.lines = [];
    this.pinned = [];
  }

  /** Lines that stand above all others, for as long as they are among `lines`; each knows how it is closed. */
  pin(lines) {
    this.pinned = lines;
    this.show();
  }

  /** @param line {key, values, sign: good|warn|stop, until: "next" | null (stays until dismissed)} */
  add(line) {
    const same = (other) => other.key === line.key && JSON.stringify(other.values) === JSON.stringify(line.values);
    this.lines = [...this.lines.filter((other) => !same(other)), line].slice(-MOST);
    this.show();
  }

  /** What was worth a look only with the voter on the screen. */
  moveOn() {
    this.lines = this.lines.filter((line) => line.until !== "next");
    this.show();
  }

  show() {
    fill(this.place, [language(), this.pinned, this.lines], () =>
      [...this.pinned, ...this.lines].map((line) =>
        h("div", { class: `notice ${line.sign || ""}` },
          h("p", {}, say(line.key, line.pinned ? line.values() : line.values)),
          h("button", { type: "button", id: line.pinned && `close-${line.pinned}`, onclick: () => this.dismiss(line) }, say("dismiss")),
        ),
      ),
    );
  }

  dismiss(line) {
    if (line.close) return line.close();
    this.lines = this.lines.filter((other) => other !== line);
    return this.show();
  }
}
