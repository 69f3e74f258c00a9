/** What came back from the office, as lines on the screen. */

import { whyGone } from "./parts/cards.js";
import { reasonOf } from "../lib/screen/saved.js";

export function tellNews(app, news) {
  const { notices } = app;
  switch (news.type) {
    case "gone":
      return tellGone(app, news);
    case "refused":
      return notices.add({ key: "was_refused", values: { text: reasonOf(news) }, sign: "stop" });
    case "waiting":
      return notices.add({ key: "was_waiting", values: { text: reasonOf(news) }, sign: "warn" });
    case "message":
      return notices.add({ key: "from_office", values: { text: news.text } });
    case "era":
      return notices.add({ key: "era_again" });
    case "back":
      return notices.add({ key: "back_clock", sign: "warn" });
    case "finished":
      return news.next ? notices.add({ key: "finished_on", values: { next: news.next.name }, sign: "good" }) : null;
    default:
      return null;
  }
}

/** Only for the one on the screen: what leaves the reserve unseen needs no line. */
function tellGone({ view, notices }, { hold, voter, why }) {
  if (!view || view.state !== "voter" || view.hold.hold !== hold || !voter) return;
  const gone = view.voters.filter((v) => v.voter === voter);
  if (view.voters.length === 1 || !gone.length) return; // the whole screen says it
  const { key, values, good } = whyGone(why, gone);
  notices.add({ key, values, sign: good ? "good" : "warn", until: "next" });
}
