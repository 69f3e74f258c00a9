/** Lines that came from elsewhere: a voter struck, a result refused, a word from the office. */

import { fill, h } from "./dom.js";
import { language, say } from "./words.js";

const MOST = 3;

export class Notices {
  constructor(place) {
    this.place = place;
    this.lines = [];
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
    fill(this.place, [language(), this.lines], () =>
      this.lines.map((line) =>
        h("div", { class: `notice ${line.sign || ""}` },
          h("p", {}, say(line.key, line.values)),
          h("button", { type: "button", onclick: () => this.dismiss(line) }, say("dismiss")),
        ),
      ),
    );
  }

  dismiss(line) {
    this.lines = this.lines.filter((other) => other !== line);
    this.show();
  }
}
