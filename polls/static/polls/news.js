/** What came back from the office, as lines on the screen. */

import { reasonOf } from "../lib/screen/saved.js";
import { numberOf } from "./damm.js";
import { keyOf } from "./roll.js";
import { say } from "../lib/screen/words.js";

export function tellNews(app, news) {
  const { notices } = app;
  switch (news.type) {
    case "refused":
      return notices.add({ key: "was_refused", values: { what: whatOf(app, news.entry), text: reasonOf(news) }, sign: "stop" });
    case "waiting":
      return notices.add({ key: "was_waiting", values: { what: whatOf(app, news.entry), text: reasonOf(news) }, sign: "warn" });
    case "message":
      return notices.add({ key: "from_office", values: { text: news.text } });
    case "era":
      return notices.add({ key: "era_again" });
    default:
      return null;
  }
}

/** An entry in a few words: "5724 Delgado, Rosa", "line: 15 min". */
export function whatOf(app, { body }) {
  if (!body.code) return say(`what_${body.kind}`);
  const voter = app.list.roll && app.list.roll.byKey.get(keyOf(body.precinct, numberOf(body.code)));
  return voter ? `${body.code} ${nameOf(voter)}` : body.code;
}

/** Names as the roll has them are shouted; this only joins them. */
export function nameOf({ last, first }) {
  return `${last}, ${first}`;
}
