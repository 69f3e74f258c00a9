/** The keyed form: what each key does. Nothing here waits for the office, or for the disk. */

import { uuid7 } from "../../lib/outbox/uuid7.js";
import { Roll } from "../roll.js";
import { meaning, seenAt, SHOWN, told } from "./meaning.js";
import { part, addRow, say, showNames, showRow, showState, tell } from "./shown.js";
import { sound } from "./sound.js";

export class Form {
  /** @param settings of the page · `kept`, `sender` as in kept.js and sending.js · `now` () => ms by the office's clock */
  constructor(settings, kept, now) {
    Object.assign(this, { settings, kept, now, rows: [], byId: new Map(), struck: new Map(), at: -1, status: { others: 0 } });
  }

  /** The list is there: `body` of …/roll. */
  fill(body) {
    const { precinct, name, place } = this.settings;
    this.roll = new Roll({ posts: [{ place, precincts: [{ id: precinct, name }] }], voters: body.voters });
    for (const n of body.struck) this.struck.set(n, null);
    tell(body.voters.length ? say("ready") : say("empty_list"));
  }

  /** A letter more or less: who it would be. */
  typed() {
    this.at = -1;
    if (!this.roll) return tell(say("loading"));
    const text = part("code").value;
    const { kind, voters, all, whole } = meaning(text, this.roll);
    showNames(kind === "letters" ? voters : [], -1, this.struck);
    part("code").setAttribute("aria-invalid", String(kind === "wrong" && whole));
    if (kind === "code") return tell(`${told(voters[0])}. ${say("enter")}`, this.struck.has(voters[0].n) ? "again" : "");
    if (kind === "wrong" && whole) return this.refuse("wrong", text, false);
    if (kind === "letters") return tell(this.names(all, text));
    return tell(kind === "nothing" ? say("ready") : "");
  }

  names(all, text) {
    if (!all) return say("no_name", { typed: text.trim() });
    if (all === 1) return say("one_name");
    return all > SHOWN ? say("first_shown", { n: SHOWN, all }) : say("several", { n: all });
  }

  /** Enter. */
  enter() {
    if (!this.roll) return tell(say("loading"), "stop");
    const { kind, voters, all } = meaning(part("code").value, this.roll);
    if (kind === "nothing") return undefined;
    if (kind === "undo") return this.undoLast();
    if (kind === "code") return this.strike(voters[0]);
    if (kind === "letters" && this.at >= 0) return this.strike(voters[this.at]);
    if (kind === "letters" && all === 1) return this.strike(voters[0]);
    if (kind === "letters" && all) return this.refuse("several", part("code").value, true, { n: all });
    return this.refuse(kind === "letters" ? "no_name" : kind, part("code").value);
  }

  /** ↓ and ↑ among the names. */
  move(step) {
    const { kind, voters } = meaning(part("code").value, this.roll);
    if (kind !== "letters" || !voters.length) return;
    this.at = (this.at + step + voters.length + (this.at < 0 && step < 0 ? 1 : 0)) % voters.length;
    showNames(voters, this.at, this.struck);
    tell(`${told(voters[this.at])}. ${say("enter")}`);
  }

  refuse(key, typed, select = true, values = {}) {
    sound("wrong");
    tell(say(key, { typed: typed.trim(), ...values }), "stop");
    part("code").setAttribute("aria-invalid", "true");
    if (select) part("code").select();
  }

  clear() {
    part("code").value = "";
    part("code").setAttribute("aria-invalid", "false");
    this.at = -1;
    showNames([], -1, this.struck);
  }

  strike(voter) {
    const mine = this.struck.get(voter.n);
    const about = { code: voter.code, name: told(voter) };
    if (mine && !mine.undone) {
      sound("again");
      this.clear();
      return tell(say("twice", about), "again");
    }
    const again = this.struck.has(voter.n) && !mine;
    const row = this.add({ kind: "strike", precinct: voter.precinct, code: voter.code }, `${voter.code}  ${told(voter)}`, voter.n);
    if (!row) return undefined;
    row.voter = voter.n;
    this.struck.set(voter.n, row);
    this.clear();
    if (again) sound("again");
    return tell(say(again ? "already" : "struck", about), again ? "again" : "good");
  }

  /** Writes an entry down and lets it go; answers its row, or nothing when its time cannot be. */
  add(fact, what) {
    const at = seenAt(part("seen").value, this.settings.offset, this.now());
    if (at === null) {
      this.refuse("later", "", false);
      return null;
    }
    const paper = part("paper").value.trim();
    const watcher = this.settings.watchers[paper];
    const whose = watcher ? { watcher } : paper ? { paper: paper.slice(0, 80) } : {};
    const body = { id: uuid7(), seen_at: new Date(at).toISOString(), ...fact, ...whose };
    const row = { id: body.id, what, state: "keeping" };
    this.rows.push(row);
    this.byId.set(row.id, row);
    addRow(row);
    this.keep(body).then((kept) => kept && this.become(row, "kept"));
    return row;
  }

  async keep(body) {
    try {
      await this.kept.add(body);
    } catch {
      sound("wrong");
      tell(say("not_saved"), "stop");
      return false;
    }
    this.sender.kick();
    return true;
  }

  become(row, state, text = "", again = false) {
    if (row.state === "sent" || row.state === "refused") return; // the answer was quicker than the disk
    Object.assign(row, { state, text, again });
    showRow(row);
    this.count();
  }

  undoLast() {
    const row = this.rows.findLast(({ undone, state }) => !undone && state !== "refused");
    this.clear();
    if (row) return this.undo(row);
    sound("wrong");
    return tell(say("nothing_to_undo"), "stop");
  }

  /** What the office never heard of is forgotten; the rest is withdrawn by an entry of its own. */
  undo(row) {
    row.undone = true;
    if (row.voter) this.struck.delete(row.voter);
    showRow(row);
    tell(say("undone", { what: row.what }), "again");
    if (row.state !== "sent" && !this.sender.wasTried(row.id)) this.kept.drop([row.id]).then(() => this.count());
    else this.keep({ id: uuid7(), seen_at: new Date(this.now()).toISOString(), kind: "correction", withdraws: [row.id] });
    this.count();
  }

  /** The office has answered. */
  settled({ id, verdict, text, again }) {
    const row = this.byId.get(id);
    if (!row) return;
    if (verdict === "refused" && row.voter) this.struck.delete(row.voter);
    this.become(row, verdict === "refused" ? "refused" : "sent", verdict === "refused" ? text : "", again);
    if (verdict === "refused") {
      sound("wrong");
      tell(`✗ ${row.what}: ${text}`, "stop");
    }
  }

  async count(status = {}) {
    Object.assign(this.status, status);
    const { own, others } = await this.kept.all();
    showState({ ...this.status, n: this.rows.filter((row) => !row.undone).length, waiting: own.length, others });
  }
}
