/**
 * The caller's work as the screen sees it: who is on it now, what was tapped, what comes next. Speaks to
 * an outbox (or to practice.js, which behaves like one and sends nothing).
 */

import { counts } from "../lib/outbox/taps.js";
import { isOver } from "../lib/outbox/steady.js";
import { calmVoter } from "./calm.js";
import { DESTRUCTIVE, concerned, unresolved } from "./results.js";
import { answered, walk } from "./script.js";

const SLIP = 4000; // ms in which a result that was tapped by mistake can be changed before it is sent
const TALK = 5 * 60000; // an unfinished conversation stays here so long; "Next voter" sends it at once

export class Deck {
  constructor(outbox) {
    this.outbox = outbox;
    this.speaking = null; // the voter of the household that is spoken of
  }

  /**
   * What to show: {state, person, hold, voters, voter, script, counts, last, …}; state is nolink, shut,
   * paused, voter, vanished or idle (nobody in hand).
   */
  async view() {
    const { person, entries, holds } = await this.outbox.look();
    if (!person) return { state: "nolink", counts: counts([]) };
    const common = { person, counts: counts(entries), last: undoable(person.last, entries) };
    if (person.shut) return { state: "shut", ...common };
    const hold = holds.find((h) => h.hold === person.at) || null;
    const call = hold && (await this.call(hold, entries));
    if (call && hold.gone && !hold.talking && call.voters.some((v) => !v.result)) {
      return { state: "vanished", ...common, ...call };
    }
    if (person.paused) return { state: "paused", ...common };
    if (!call) return { state: "idle", free: holds.filter((h) => !h.done), ...common };
    return { state: "voter", ...common, ...call };
  }

  async call(hold, entries) {
    const mine = entries.filter((e) => e.hold === hold.hold && !e.withdrawn);
    const voters = hold.voters.map((voter) => {
      const attempt = mine.findLast((e) => e.body.kind === "attempt" && e.body.voter === voter.voter) || null;
      const ride = mine.findLast((e) => e.body.kind === "ride_request" && e.body.voter === voter.voter) || null;
      const body = attempt ? attempt.body : {};
      return { ...calmVoter(voter), attempt, ride, result: body.result || null, answers: body.answers || {} };
    });
    const here = voters.filter((v) => !v.gone || hold.talking);
    const tapped = mine.findLast((e) => e.body.kind === "attempt");
    const spokenOf = this.speaking ?? (tapped && tapped.body.voter);
    const chosen = here.find((v) => v.voter === spokenOf) || here[0];
    const over = hold.closed || isOver(hold, this.outbox.now());
    return { hold, voters, voter: chosen || voters[0], over, script: await this.outbox.scriptOf(hold) };
  }

  speakOf(voter) {
    this.speaking = voter;
    this.outbox.tell("change");
  }

  /** Takes the voter off the screen without a next one. */
  putAway() {
    this.speaking = null;
    return this.outbox.updatePerson({ at: null });
  }

  /** Puts the next voter on the screen, if there is one, and answers the hold. */
  async deal() {
    const { person, holds } = await this.outbox.look();
    this.speaking = null;
    const past = holds.find((h) => h.hold === person.at);
    const stays = past && !past.done && !past.gone;
    if (stays && (past.dialled || !isOver(past, this.outbox.now()))) return null;
    const next = holds.find((h) => !h.done && !h.gone && h.hold !== person.at);
    await this.outbox.updatePerson({ at: next ? next.hold : null });
    return next;
  }

  dialled(hold) {
    return this.outbox.updateHold(hold.hold, { dialled: true });
  }

  /** What a tap on `result` would replace that the office already has, or null: then it asks first. */
  sentBefore(call, result) {
    const people = concerned(result, call.voters, call.voter.voter);
    return people.find((v) => v.attempt && v.attempt.tries && v.result !== result) || null;
  }

  asksFirst(result) {
    return DESTRUCTIVE.has(result);
  }

  /** One tap on a result. `extra`: callback_at, note. */
  async result(call, result, extra = {}) {
    const people = concerned(result, call.voters, call.voter.voter).filter((v) => v.result !== result || extra.callback_at);
    await this.write(call, people, () => ({ result, answers: {}, ...extra }), SLIP);
  }

  /** What the answers come to once `answer` is tapped at `step`: {answers, ended, result, ride}. */
  outcome({ voter, script }, step, answer) {
    const answers = answered(script, voter.answers, step, answer);
    const { ended, result, ride } = walk(script, answers);
    return { answers, ended, result: result || "contacted", ride };
  }

  /** One tap on an answer of the script. Saved at once; more answers may follow. */
  async answer(call, step, answer) {
    const { answers, ended, result, ride } = this.outcome(call, step, answer);
    await this.write(call, [call.voter], () => ({ result, answers }), ended ? SLIP : TALK, ride);
  }

  async write({ hold }, people, fact, rest, ride = null) {
    const base = { hold: hold.hold, sheet: hold.sheet, script: hold.script };
    const facts = people.map((v) => ({ kind: "attempt", ...base, voter: v.voter, ...fact(v) }));
    const withdraw = people.filter((v) => v.attempt).map((v) => v.attempt.id);
    const [voter] = people;
    if (ride && !voter.ride) facts.push({ kind: "ride_request", hold: hold.hold, voter: voter.voter, note: "" });
    if (ride === false && voter.ride && !voter.ride.body.note) withdraw.push(voter.ride.id);
    const entries = await this.outbox.record({ facts, withdraw, rest });
    this.speaking = this.speaking ?? voter.voter;
    const { person } = await this.outbox.look();
    const before = person.last && person.last.hold === hold.hold ? person.last.ids : [];
    const ids = [...before.filter((id) => !withdraw.includes(id)), ...entries.map((e) => e.id)];
    const names = people.map((v) => v.first || v.name);
    await this.outbox.updatePerson({ last: { hold: hold.hold, ids, result: facts[0].result, names } });
  }

  async ride({ hold, voter }, note) {
    const withdraw = voter.ride ? [voter.ride.id] : [];
    const fact = { kind: "ride_request", hold: hold.hold, voter: voter.voter, note };
    await this.outbox.record({ facts: [fact], withdraw, rest: SLIP });
  }

  /** Takes back what was last recorded and puts those voters on the screen again. */
  async undo(last) {
    const { entries } = await this.outbox.look();
    const sent = entries.some((e) => last.ids.includes(e.id) && e.tries);
    await this.outbox.record({ withdraw: last.ids });
    const fields = { done: false };
    if (sent) fields.closed = true; // the office may have given the number on: no dialling, only recording
    await this.outbox.updateHold(last.hold, fields);
    this.speaking = null;
    await this.outbox.updatePerson({ at: last.hold, last: null });
  }

  /** Who of the household still lacks a result. */
  missing(call) {
    return unresolved(call.voters);
  }

  /** Only moves on: everything was saved before. */
  async next() {
    const { person } = await this.outbox.look();
    if (person.at) await this.outbox.updateHold(person.at, { done: true });
    await this.outbox.updatePerson({ at: null });
    await this.outbox.release();
  }

  pause(paused) {
    return this.outbox.updatePerson({ paused });
  }

  /** The voter was struck while the caller was talking: the result can still be told. */
  keepTalking(hold) {
    return this.outbox.updateHold(hold.hold, { talking: true });
  }
}

/** What was tapped last, as long as the device still has it (a day). */
function undoable(last, entries) {
  return last && entries.some((e) => last.ids.includes(e.id)) ? last : null;
}
