/**
 * A list of thousands of which only what is in sight is in the document: a row is made when it comes into view and
 * goes when it leaves. Arrow keys, Page Up and Down, Home and End walk along it; Tab stops once.
 */

import { h } from "../../lib/screen/dom.js";

export const HEIGHT = 64; // px of a row, as in polls.css
const SPARE = 4; // rows made beyond the edges

export class Rows {
  /** @param make (item) => contents of its row; lookOf (item) => what that depends on; label: for screen readers */
  constructor(label, { make, lookOf }) {
    Object.assign(this, { make, lookOf });
    this.items = [];
    this.made = new Map(); // index → {row, look}
    this.active = 0;
    this.list = h("ul", { "aria-label": label });
    this.place = h("div", { class: "rows", onscroll: () => this.paint() }, this.list);
    this.place.addEventListener("keydown", (event) => this.walk(event));
    this.place.addEventListener("focusin", (event) => this.activate(event));
    new ResizeObserver(() => this.paint()).observe(this.place);
  }

  /** Shows `items`; a new array starts at the top, the same one stays where it is. */
  show(items) {
    if (items !== this.items) {
      this.items = items;
      this.active = 0;
      this.made.clear();
      this.list.replaceChildren();
      this.list.style.height = `${items.length * HEIGHT}px`;
      this.place.scrollTop = 0;
    }
    this.paint();
  }

  paint() {
    const { scrollTop, clientHeight } = this.place;
    const from = Math.max(0, Math.floor(scrollTop / HEIGHT) - SPARE);
    const to = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / HEIGHT) + SPARE);
    for (const [at, { row }] of this.made) {
      const far = (at < from || at >= to) && at !== this.active;
      if (far || at >= this.items.length) {
        row.remove();
        this.made.delete(at);
      }
    }
    for (let at = from; at < to; at += 1) this.row(at);
  }

  /** The row at `at`, made or brought up to date. */
  row(at) {
    const item = this.items[at];
    const look = `${document.documentElement.lang} ${this.lookOf(item)}`;
    const known = this.made.get(at);
    if (known && known.look === look) return this.reach(at, known.row);
    const row = known ? known.row : h("li", { "aria-setsize": this.items.length, "aria-posinset": at + 1 });
    const focused = [...row.children].indexOf(document.activeElement);
    row.replaceChildren(...this.make(item));
    if (focused >= 0) row.children[focused].focus({ preventScroll: true });
    if (!known) this.insert(row, at);
    this.made.set(at, { row, look });
    return this.reach(at, row);
  }

  /** Only the active row is a stop for Tab. Changed in place: a row that is rebuilt under a finger loses the tap. */
  reach(at, row) {
    for (const button of row.children) button.tabIndex = at === this.active ? 0 : -1;
    return row;
  }

  insert(row, at) {
    row.style.top = `${at * HEIGHT}px`;
    const after = [...this.list.children].find((other) => parseInt(other.style.top, 10) > at * HEIGHT);
    this.list.insertBefore(row, after || null);
  }

  /** Brings row `at` to the upper edge. */
  jump(at) {
    this.place.scrollTop = at * HEIGHT;
    this.turn(at);
  }

  turn(at) {
    const before = this.active;
    this.active = at;
    this.row(at);
    if (before !== at && this.made.has(before)) this.row(before);
  }

  focus(at, child = 0) {
    this.turn(at);
    const { scrollTop, clientHeight } = this.place;
    const top = at * HEIGHT;
    if (top < scrollTop) this.place.scrollTop = top;
    else if (top + HEIGHT > scrollTop + clientHeight) this.place.scrollTop = top + HEIGHT - clientHeight;
    this.row(at).children[child].focus({ preventScroll: true });
  }

  activate({ target }) {
    const row = target.closest("li");
    const found = [...this.made].find(([, made]) => made.row === row);
    if (found && found[0] !== this.active) this.turn(found[0]);
  }

  walk(event) {
    const page = Math.max(1, Math.floor(this.place.clientHeight / HEIGHT) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const row = event.target.closest("li");
    if (!row) return;
    const child = [...row.children].indexOf(event.target.closest("button"));
    if (event.key in steps) {
      event.preventDefault();
      this.focus(Math.min(this.items.length - 1, Math.max(0, this.active + steps[event.key])), child);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      row.children[event.key === "ArrowRight" ? 1 : 0].focus({ preventScroll: true });
    }
  }
}
