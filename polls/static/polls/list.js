/**
 * The list as this device has it: fetched from the office, sealed in the vault, gone when its time is over.
 * GET /polls/roll and GET /polls/struck are in docs/outbox.md.
 */

import { isOver, lifeOf, SLACK } from "../lib/outbox/steady.js";
import { keyOf, Roll } from "./roll.js";
import { changed, learnt } from "./struck.js";

const FRESH = 60 * 60000; // ms after which the whole list is asked for again (a line of 304, mostly)
const STRUCK = 5 * 60000; // ms after which it is asked who else was struck; 37,000 phones ask
const LIVE_STRUCK = 15 * 60000; // the same while the live line tells of it

export class List {
  /** @param vault where it is kept; now () => reading {wall, steady} */
  constructor(vault, now) {
    Object.assign(this, { vault, now });
    this.roll = null;
    this.told = null; // {keys, at, since, heard}: who is struck by the office's word; heard: key -> when, since then
  }

  /** Takes what the vault has. */
  async open() {
    const kept = await this.vault.get("roll");
    if (!kept) return;
    this.take(kept);
    const struck = await this.vault.get("struck");
    if (struck) this.told = struck;
  }

  take(kept) {
    this.kept = kept;
    this.body = kept.body;
    this.roll = new Roll(kept.body);
    this.told = { keys: kept.body.struck.map(([precinct, n]) => keyOf(precinct, n)), at: kept.got.wall, since: kept.body.since };
  }

  /** True once the polls are long closed: the list must go. A wall clock set back does not end it. */
  over() {
    if (!this.kept) return false;
    const now = this.now();
    const back = now.wall < this.kept.got.wall - SLACK;
    return isOver({ got: this.kept.got, life: this.kept.life }, back ? { ...now, wall: this.kept.got.wall } : now);
  }

  forget() {
    Object.assign(this, { kept: null, body: null, roll: null, told: null });
  }

  /**
   * Asks the office for what is old here; for the whole list as long as nobody is on it.
   * @param live whether the live line is open, which tells of strikes as they come
   * @returns {changed: bool, shut: bool}: shut when the link no longer opens anything
   */
  async refresh(token, live = false) {
    const { wall } = this.now();
    const age = this.kept ? wall - this.kept.asked : Infinity;
    if (age < 0 || age > FRESH || !this.body.voters.length) return this.fetchRoll(token);
    if (Math.abs(wall - this.told.at) > (live ? LIVE_STRUCK : STRUCK)) return this.fetchStruck(token);
    return { changed: false, shut: false };
  }

  async fetchRoll(token) {
    const got = this.now();
    const etag = this.kept && !this.over() ? this.kept.etag : null;
    const answer = await ask("/polls/roll", token, etag && { "If-None-Match": etag });
    if (answer.status === 304) {
      this.kept.asked = got.wall;
      return this.fetchStruck(token);
    }
    if (!answer.body) return { changed: false, shut: answer.status === 401 };
    const { body } = answer;
    const life = body.until ? lifeOf(body.until, body.server_at) : Infinity; // without posts there is nobody in it
    const kept = { body, etag: answer.etag, got, asked: got.wall, life };
    await this.vault.put("roll", kept);
    this.take(kept);
    await this.vault.put("struck", this.told);
    return { changed: true, shut: false };
  }

  async fetchStruck(token) {
    const { wall } = this.now();
    const answer = await ask(`/polls/struck?since=${this.told.since}`, token);
    if (!answer.body) return { changed: false, shut: answer.status === 401 };
    await this.learn(answer.body, wall);
    return { changed: true, shut: false };
  }

  /** The precincts that are on this phone, as the live line is told of them. */
  precincts() {
    return this.roll ? [...this.roll.precincts.keys()].sort((a, b) => a - b) : [];
  }

  /** What the live line says; as it opens, all since the office told last. @returns whether there is something to show */
  async hear(body) {
    if (!this.told || !this.roll) return false;
    const ours = ([precinct]) => this.roll.precincts.has(precinct);
    const news = { ...body, struck: body.struck.filter(ours), unstruck: body.unstruck.filter(ours) };
    const { wall } = this.now();
    if (news.since !== undefined) await this.learn(news, wall);
    else this.told = changed(this.told, news, wall);
    return true;
  }

  /** An answer about all that changed since `told.since`, asked for at `asked`: what was heard later stays. */
  async learn(body, asked) {
    this.told = learnt(this.told, body, asked);
    await this.vault.put("struck", this.told);
  }
}

/** GET with the token; never throws: {status: 0} without a connection. */
async function ask(url, token, headers = {}) {
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}`, ...headers }, cache: "no-store", signal: AbortSignal.timeout?.(30000),
    });
    const body = response.ok ? await response.json() : null;
    return { status: response.status, etag: response.headers.get("ETag"), body };
  } catch {
    return { status: 0, body: null };
  }
}
