/** What each state without a voter says. */

import { all, say } from "../../lib/screen/words.js";

const WHY = {
  voted: "gone_voted", suppressed: "gone_suppressed", lapsed: "gone_lapsed",
  "taken back": "gone_taken", "out of hours": "gone_hours",
};

/** The line that says why a voter left the screen. */
export function whyGone(why, voters) {
  return { key: WHY[why] || "gone_taken", values: { names: all(voters.map((v) => v.name)), n: voters.length }, good: why === "voted" };
}

const plain = (name, sign = "") => ({ title: say(`${name}_title`), text: say(`${name}_text`), sign });

/** @returns {title, text, sign, buttons, fallback}: see card.js */
export function cardOf(app, view) {
  const team = view.person && view.person.team;
  const withCaptain = (card) => ({ ...card, fallback: team || null });
  switch (view.state) {
    case "elsewhere":
    case "nolink":
      return plain(view.state);
    case "old":
    case "keeps_nothing":
      return { ...plain("broken", "stop"), text: say(view.state === "old" ? "broken_old" : "broken_text") };
    case "shut":
      return withCaptain(plain("shut", "stop"));
    case "paused":
      return { ...plain("paused"), text: say("paused_text", { minutes: 30 }) };
    case "stopped":
      return withCaptain(plain("stopped"));
    case "vanished":
      return vanished(app, view);
    default:
      return withCaptain(idle(app, view));
  }
}

function vanished({ acts }, { hold, voters }) {
  const { key, values, good } = whyGone(hold.gone, voters);
  const talking = hold.dialled && { id: "talking", label: say("gone_talking"), act: () => acts.keepTalking() };
  return { title: say("gone_title"), text: say(key, values), sign: good ? "good" : "", buttons: talking ? [talking] : [] };
}

function idle({ office, practice }, { person }) {
  if (practice) return plain("practice_done", "good");
  if (!office.asked) return plain("loading");
  if (!office.online) return plain("offline", "warn");
  if (!office.ok) return { ...plain("offline", "warn"), title: say("busy_title"), text: office.text || say("busy_text") };
  return person.finished && !person.sheet ? plain("finished", "good") : plain("idle");
}
