/** Reporting: the line in one tap, the polls' opening and closing, and what needs more words. */

import { fill, h } from "../../lib/screen/dom.js";
import { isOff, offIn, offNote } from "../../lib/screen/switches.js";
import { clockTime, language, say } from "../../lib/screen/words.js";
import { LINES } from "../kinds.js";

const POLLS = ["opened", "not_open", "closed"];
const FORMS = ["turned_away", "not_on_list", "incident"];

export function showReport(main, { acts }, view) {
  const { post, body, done, person } = view;
  const last = (kind) => done.find((e) => e.body.kind === kind && e.body.place === post.place);
  const [line, polls] = [last("line_report"), last("polls_report")];
  const places = [...new Map(body.posts.map((p) => [p.place, p])).values()];
  const sent = done.filter((e) => FORMS.includes(e.body.kind) || e.body.kind === "ride_request").slice(0, 5);
  fill(main, ["report", language(), offIn(person), post.place, line && line.id, polls && polls.id, sent.map((e) => [e.id, e.state, e.verdict])], () => [
    h("h1", { id: "name", tabindex: "-1", class: "hide" }, say("section_report")),
    places.length > 1 && placeChooser(places, post, acts),
    h("section", {}, h("h2", {}, say("line_title")),
      isOff(person, "polls.lines") ? offNote("polls.lines") : [
        h("div", { class: "lines" }, LINES.map((minutes) => lineButton(minutes, line, acts))),
        h("p", { class: "about" }, line ? say("told_at", { time: timeOf(line) }) : say("line_hint"))]),
    h("section", {}, h("h2", {}, say("polls_title")),
      h("div", { class: "row" }, POLLS.map((what) =>
        h("button", { type: "button", id: `polls-${what}`, "aria-pressed": String(Boolean(polls) && polls.body.what === what), onclick: () => acts.polls(what) }, say(`polls_${what}`)))),
      polls && h("p", { class: "about" }, say("told_at", { time: timeOf(polls) }))),
    h("section", {}, h("h2", {}, say("trouble_title")),
      h("div", { class: "choices" }, FORMS.map((kind) => (isOff(person, `polls.${kind}`) ? offNote(`polls.${kind}`)
        : h("button", { type: "button", id: `open-${kind}`, onclick: () => acts.openForm(kind) }, say(`open_${kind}`)))))),
    sent.length > 0 && h("section", {}, h("h2", {}, say("sent_title")), h("ul", { class: "sent" }, sent.map(sentLine))),
  ]);
}

function lineButton(minutes, line, acts) {
  const chosen = Boolean(line) && line.body.minutes === minutes;
  return h("button", { type: "button", id: `line-${minutes}`, "aria-pressed": String(chosen), onclick: () => acts.line(minutes) },
    h("b", {}, minutes === 0 ? say("line_none") : minutes === 60 ? "60+" : String(minutes)),
    h("span", {}, minutes === 0 ? "" : say("minutes")));
}

function placeChooser(places, post, acts) {
  return h("div", { class: "row", role: "group", "aria-label": say("which_place") }, places.map((p) =>
    h("button", { type: "button", id: `place-${p.place}`, "aria-pressed": String(p.place === post.place), onclick: () => acts.set({ post: p.post }) }, p.name)));
}

const timeOf = ({ body }) => clockTime(new Date(body.seen_at));

function sentLine(entry) {
  const { kind, category, reason } = entry.body;
  const what = category ? say(`cat_${category}`) : reason ? say(`why_${reason}`) : say(`what_${kind}`);
  const state = entry.state === "kept" ? (entry.verdict === "waiting" ? "sent_waiting" : "sent_there") : "sent_here";
  return h("li", {}, `${timeOf(entry)} · ${what} · ${say(state)}`);
}
