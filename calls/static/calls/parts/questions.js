/** The questions that a tap may raise, in the caller's words. Each resolves with the answer or null. */

import { h } from "../../lib/screen/dom.js";
import { callBackTimes } from "../hours.js";
import { concerned, SKIP_REASONS } from "../results.js";
import { all, clockTime, say, spoken } from "../../lib/screen/words.js";
import { ask, askText } from "../../lib/screen/ask.js";
import { nameOfResult } from "./who.js";

const names = (voters) => all(voters.map((v) => v.first || v.name));

/** Destructive results: says whom it affects and that it can be undone. */
export function askSure(result, { hold, voters, voter }) {
  const affected = names(concerned(result, voters, voter.voter));
  const text = say(`affects_${result}`, { names: affected, phone: spoken(hold.phone) });
  return ask({
    title: say(`sure_${result}`),
    body: h("p", {}, text, " ", say("can_undo")),
    buttons: [{ label: say(`yes_${result}`), value: true, primary: true }],
  });
}

export function askChange(before, result) {
  const text = say("change_text", {
    before: nameOfResult(before.result), after: nameOfResult(result), names: before.first || before.name,
  });
  return ask({
    title: say("change_title"),
    body: h("p", {}, text),
    buttons: [{ label: say("change_yes"), value: true, primary: true }],
  });
}

/** A time of the voter's day, as a Date. */
export function askTime(hold, now) {
  const times = callBackTimes(hold, now);
  const slots = (title, dates, close) =>
    dates.length > 0 && [
      h("h3", {}, title),
      h("div", { class: "row" }, dates.map((date) =>
        h("button", { type: "button", onclick: () => close(() => date) }, clockTime(date, hold.tz)))),
    ];
  const none = !times.today.length && !times.tomorrow.length;
  return ask({
    title: say("call_back_when"),
    body: (close) => [
      h("p", { class: "about" }, none ? say("call_back_none") : say("call_back_zone", { time: clockTime(now, hold.tz) })),
      slots(say("today"), times.today, close),
      slots(say("tomorrow"), times.tomorrow, close),
    ],
  });
}

export function askWhySkip() {
  return ask({
    title: say("skip_why"),
    buttons: SKIP_REASONS.map((reason) => ({ label: say(`skip_${reason}`), value: reason })),
  });
}

export function askRide(voter) {
  return askText({
    title: say("ride_title", { name: voter.first || voter.name }),
    label: say("ride_label"), send: say("ride_send"), longest: 500,
  });
}

/** Somebody of the household, or everybody, has no result: "wasn't there", "skip", or back. */
export function askMissing(missing, nobodyYet) {
  const who = { names: names(missing) };
  const title = nobodyYet ? say("nothing_tapped") : say("someone_missing", who);
  const text = nobodyYet ? say("nothing_tapped_text", who) : say("someone_missing_text", who);
  const buttons = [{ label: say("skip_them"), value: "skipped" }];
  if (!nobodyYet) buttons.unshift({ label: say("wasnt_there"), value: "not_home", primary: true });
  return ask({ title, body: h("p", {}, text), buttons });
}

export function showKeys(on) {
  return ask({
    title: say("keys_title"),
    body: h("ul", { class: "keys" }, say("keys_text").split(" · ").map((line) => h("li", {}, line))),
    buttons: [{ label: say(on ? "keys_off" : "keys_on"), value: on ? "off" : "on" }],
  });
}
