/** What is true now, in the shape in which it is drawn. */

import { counts } from "../lib/outbox/taps.js";
import { FACTS } from "./kinds.js";
import { struckBy, undoable } from "./struck.js";

/**
 * {state, person, counts, …}; state is elsewhere, old, keeps_nothing, nolink, otherwork, shut, over, loading, choose,
 * nopost, before (what to bring and to know first), form (a report half written), or work, with its section.
 */
export async function viewOf(app) {
  const nothing = { saved: 0, waiting: 0, stuck: 0 };
  if (app.trouble) return { state: app.trouble, counts: nothing };
  const { person, entries } = await lookOnce(app.outbox);
  const told = counts(entries, FACTS);
  if (!app.practice) told.waiting += app.photos.length;
  if (!person) return { state: "nolink", counts: { ...told, waiting: await leftBehind(app.outbox.db) } };
  const common = { person, counts: told, entries };
  if (person.shut) return { state: "shut", ...common };
  if (person.work && person.work !== "polls") return { state: "otherwork", ...common };
  const { list, draft: { values: draft } } = app;
  if (list.over()) return { state: "over", ...common };
  const { roll, body } = list;
  if (person.over && !(body && body.posts.length)) return { state: "over", ...common };
  const going = entries.some((e) => e.body.kind === "post_taken" && e.state === "unsent");
  if (!roll || (going && !body.posts.length)) return { state: "loading", ...common };
  if (!body.posts.length) return { state: body.choices.length ? "choose" : "nopost", choices: body.choices, ...common };
  const post = postNow(body.posts, app.outbox.now().wall, draft.post);
  const shown = { ...common, roll, body, draft, post, ...worked(list.told, entries) };
  if (!draft.ready) return { state: "before", ...shown };
  return { state: draft.form ? "form" : "work", ...shown };
}

/** Taps of people who signed out that are still to be sent. */
async function leftBehind(db) {
  return (await db.getAll("entries")).filter((e) => e.state === "unsent").length;
}

/** The store is read again when something in it changed, not at each keystroke. */
function lookOnce(outbox) {
  if (!outbox.looked) {
    const looked = outbox.look();
    outbox.looked = looked;
    looked.catch(() => (outbox.looked = null));
  }
  return outbox.looked;
}

let last = {};

/** Who is struck and what can be undone: worked out anew only for other entries or other news of the office. */
function worked(told, entries) {
  if (last.told !== told || last.entries !== entries) {
    last = { told, entries, result: { struck: struckBy(told, entries), done: undoable(entries) } };
  }
  return last.result;
}

/** The post that the watcher chose to report on, else the one that runs now, else the next, else the last. */
export function postNow(posts, wall, chosen) {
  const far = (post) => {
    const [starts, ends] = [Date.parse(post.starts), Date.parse(post.ends)];
    return wall < starts ? starts - wall : wall > ends ? 1e12 + wall - ends : 0;
  };
  return posts.find((p) => p.post === chosen) || [...posts].sort((a, b) => (far(a) || 0) - (far(b) || 0))[0];
}
