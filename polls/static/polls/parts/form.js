/** A report that needs words. What is written is kept at each keystroke; "Back" throws it away. */

import { fill, h } from "../../lib/screen/dom.js";
import { isOff, offIn, offNote } from "../../lib/screen/switches.js";
import { language, say } from "../../lib/screen/words.js";
import { CATEGORIES, REASONS } from "../kinds.js";
import { nameOf } from "../news.js";

const LONGEST = { ride_request: 500 };

export function showForm(main, { acts }, view) {
  const { draft: { form }, roll, post, person } = view;
  const voter = form.voter && roll.byKey.get(form.voter);
  const photos = form.kind === "incident";
  fill(main, ["form", language(), form.kind, form.voter, form.reason, form.category, form.photo, offIn(person)], () => [
    h("h1", { id: "name", tabindex: "-1" }, say(`form_${form.kind}`)),
    voter && h("p", {}, h("b", {}, nameOf(voter)), ` · ${voter.code}`),
    form.kind === "turned_away" && [choices("reason", REASONS.map((r) => [r, say(`why_${r}`)]), form.reason, acts), h("p", { class: "about" }, say("turned_away_note"))],
    form.kind === "incident" && choices("category", CATEGORIES.map((c) => [c, say(`cat_${c}`)]), form.category, acts),
    h("div", {}, h("label", { for: "text" }, say(`form_${form.kind}_label`)), textarea(form, acts)),
    photos && photoPlace(post, form, person, acts),
    h("button", { type: "button", id: "drop", class: "back", onclick: () => acts.dropForm() }, say("form_drop")),
  ]);
}

/** May it be sent? The one thing that must be chosen is. */
export function isWhole(form) {
  if (form.kind === "turned_away") return Boolean(form.reason);
  if (form.kind === "incident") return Boolean(form.category);
  return true;
}

function textarea(form, acts) {
  const field = h("textarea", { id: "text", rows: 3, maxlength: LONGEST[form.kind] || 1000, oninput: () => acts.setForm({ text: field.value }) });
  field.value = form.text;
  return field;
}

function choices(name, options, chosen, acts) {
  return h("div", { class: "answers", role: "group", "aria-label": say(`${name}_label`) }, options.map(([value, label]) =>
    h("button", { type: "button", id: `${name}-${value}`, "aria-pressed": String(value === chosen), onclick: () => acts.setForm({ [name]: value }) }, label)));
}

/** A photo that was added already goes with the report, whatever the office switched off meanwhile. */
function photoPlace(post, form, person, acts) {
  if (!post.photos) return h("p", { class: "note" }, say("no_photos"));
  if (!isOff(person, "polls.photos")) return photoField(form, acts);
  return form.photo ? h("p", { class: "about", role: "status" }, say("photo_there")) : offNote("polls.photos");
}

function photoField(form, acts) {
  const field = h("input", { type: "file", id: "photo", class: "hide", accept: "image/*", onchange: () => field.files[0] && acts.addPhoto(field.files[0]) });
  return h("div", {}, field,
    h("label", { for: "photo", class: "pick" }, say(form.photo ? "photo_again" : "photo_label")),
    h("p", { class: "about", role: "status" }, say(form.photo ? "photo_there" : "photo_hint")));
}
