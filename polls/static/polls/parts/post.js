/** Where one stands and what holds there: place, hours, precincts, rules, what to bring. */

import { fill, h } from "../../lib/screen/dom.js";
import { all, clockTime, language, say } from "../../lib/screen/words.js";

const number = (n) => n.toLocaleString(language());

/** Before the first strike: what to bring and to know, on one screen. */
export function showBefore(main, { acts }, view) {
  fill(main, ["before", language(), view.post, view.draft.ticked], () => [
    h("h1", { id: "name", tabindex: "-1" }, say("before_title")),
    where(view.post, view.body), rules(view.post), checklist(view, acts),
  ]);
}

/** The third part of the screen: the same, with all posts and the tools that are rarely used. */
export function showPost(main, { acts, practice }, view) {
  const { body, roll, struck, post, draft } = view;
  const crossed = [...struck.values()].filter((mark) => mark.state !== "refused").length;
  fill(main, ["post", language(), body.posts, post, draft.ticked, crossed, practice], () => [
    h("h1", { id: "name", tabindex: "-1", class: "hide" }, say("section_post")),
    body.posts.map((one) => where(one, body)), rules(post),
    h("p", { class: "about" }, say("on_list", { n: number(roll.voters.length), struck: number(crossed) })),
    checklist(view, acts),
    !practice && h("div", { class: "choices" },
      h("button", { type: "button", id: "again", onclick: () => acts.fetchAgain() }, say("fetch_again")),
      h("button", { type: "button", id: "sign-out", onclick: () => acts.signOut() }, say("sign_out"))),
    h("p", { class: "about" }, say("sealed")),
  ]);
}

function where(post) {
  const hours = post.opens ? say("hours", { opens: clock(post.opens), closes: clock(post.closes) }) : post.hours;
  return h("section", { class: "sheet" }, h("h2", {}, post.name), post.address && h("p", {}, post.address),
    h("p", {}, say("precincts_are", { names: post.precincts.map((p) => p.name).join(", ") })),
    hours && h("p", {}, hours), post.starts && h("p", {}, shift(post)));
}

const clock = (iso) => clockTime(new Date(iso));
const shift = (post) => say("shift", { starts: clock(post.starts), ends: clock(post.ends) });

function rules(post) {
  const lines = [];
  if (post.paper_inside) lines.push("rule_paper");
  else if (!post.phones_inside) lines.push("rule_no_phones");
  else lines.push("rule_phones");
  lines.push(post.photos ? "rule_photos" : "no_photos");
  return h("section", {}, h("h2", {}, say("rules_title")), lines.map((key) => h("p", { class: key === "rule_phones" || key === "rule_photos" ? "about" : "note" }, say(key))));
}

function checklist({ body, draft }, acts) {
  if (!body.checklist.length) return null;
  const tick = (line, on) => acts.set({ ticked: on ? [...draft.ticked, line] : draft.ticked.filter((t) => t !== line) });
  return h("section", {}, h("h2", {}, say("checklist_title")), h("ul", { class: "ticks" }, body.checklist.map((line, at) => {
    const box = h("input", { type: "checkbox", id: `tick-${at}`, checked: draft.ticked.includes(line), onchange: () => tick(line, box.checked) });
    return h("li", {}, h("label", {}, box, " ", line));
  })));
}

/** Nobody put this person anywhere: they say where they stand. */
export function showChoose(main, { acts }, { choices }) {
  fill(main, ["choose", language(), choices], () => [
    h("h1", { id: "name", tabindex: "-1" }, say("choose_title")),
    h("p", { class: "about" }, say("choose_text")),
    h("div", { class: "choices" }, choices.map((post) =>
      h("button", { type: "button", class: "place", id: `post-${post.post}`, onclick: () => acts.takePost(post.post) },
        h("b", {}, post.name), h("span", {}, [post.address, post.precincts.map((p) => p.name).join(", ")].filter(Boolean).join(" · ")),
        post.starts && h("span", {}, shift(post)),
        post.there && post.there.length > 0 && h("span", {}, say("there", { names: all(post.there) }))))),
  ]);
}
