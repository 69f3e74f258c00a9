/** The questions that a tap may raise. Each resolves with the answer or null. */

import { ask } from "../../lib/screen/ask.js";
import { captainLink } from "../../lib/screen/card.js";
import { h } from "../../lib/screen/dom.js";
import { isOff, offNote } from "../../lib/screen/switches.js";
import { say } from "../../lib/screen/words.js";
import { nameOf } from "../news.js";

const who = (voter) => h("p", {}, h("b", {}, nameOf(voter)), ` · ${voter.code}`, voter.address && ` · ${voter.address}`);

/** @param mine struck on this phone: only then can it be taken back here */
export function askUnstrike(voter, mine) {
  const title = say(mine ? "unstrike_title" : "struck_elsewhere_title");
  const body = [who(voter), h("p", { class: "about" }, say(mine ? "unstrike_text" : "struck_elsewhere_text"))];
  return ask({ title, body, buttons: mine ? [{ label: say("unstrike_yes"), value: true, primary: true }] : [] });
}

/** What else happened: strike, turned_away, ride_request or null. */
export function askMore(voter, struck, person) {
  const open = !struck || struck.state === "refused";
  const off = ["polls.turned_away", "polls.rides"].filter((name) => isOff(person, name));
  return ask({
    title: nameOf(voter),
    body: [
      h("p", { class: "about" }, [voter.code, voter.address || say("no_address")].join(" · ")),
      off.map(offNote),
      off.length > 0 && captainLink(person.team || {}),
    ],
    buttons: [
      open && { label: say("strike"), value: "strike", primary: true },
      !off.includes("polls.turned_away") && { label: say("turned_away_ask"), value: "turned_away" },
      !off.includes("polls.rides") && { label: say("ride_ask"), value: "ride_request" },
    ].filter(Boolean),
  });
}

export function askSignOut(entries, photos) {
  return ask({
    title: say("sign_out_title"),
    body: [
      h("p", {}, say("sign_out_text")),
      entries > 0 && h("p", { class: "note" }, say("sign_out_waiting", { n: entries })),
      photos > 0 && h("p", { class: "note" }, say("sign_out_photos", { n: photos })),
    ],
    buttons: [{ label: say("sign_out"), value: true, primary: true }],
  });
}
