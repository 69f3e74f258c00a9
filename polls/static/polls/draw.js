/** Which parts are on the screen in which state. */

import { showCard } from "../lib/screen/card.js";
import { say } from "../lib/screen/words.js";
import { showBar } from "./parts/bar.js";
import { meant } from "./parts/code.js";
import { isWhole, showForm } from "./parts/form.js";
import { showBefore, showChoose, showPost } from "./parts/post.js";
import { showReport } from "./parts/report.js";
import { showStrike } from "./parts/strike.js";
import { showTools } from "./parts/tools.js";
import { showTop } from "./parts/top.js";

const at = (id) => document.getElementById(id);
const SECTIONS = { strike: showStrike, report: showReport, post: showPost };
const PLAIN = { shut: "stop", over: "good", old: "stop", keeps_nothing: "stop" };

export function draw(app, view) {
  const { acts, practice, office } = app;
  const screen = view.state === "work" ? view.draft.section : view.state;
  const main = at("main");
  const fresh = document.body.dataset.state !== screen;
  document.body.dataset.state = screen;
  document.body.classList.toggle("practising", practice);
  showTop(at("top"), { view, office, practice }, acts);
  if (fresh) main.shown = null;
  if (view.state === "work") SECTIONS[screen](main, app, view);
  else if (view.state === "form") showForm(main, app, view);
  else if (view.state === "before") showBefore(main, app, view);
  else if (view.state === "choose") showChoose(main, app, view);
  else showCard(main, cardOf(app, view), acts);
  showBar(app, view, primaryOf(app, view));
  const joined = Boolean(view.person) && view.state !== "shut";
  showTools(at("tools"), { practice, joined, room: !["strike", "report", "form"].includes(screen) }, acts);
  document.title = view.post ? `${view.post.name} · ${say("title")}` : say("title");
  if (fresh) toTop(main, screen);
}

/** A new screen starts at the top, and screen readers hear it from its heading. */
function toTop(main, screen) {
  main.scrollTop = 0;
  if (screen !== "strike") at("name").focus({ preventScroll: true });
}

function cardOf({ office }, view) {
  const away = view.state === "loading" && office.asked && !office.ok;
  const name = away ? "no_list" : view.state;
  const text = away && office.online && office.text ? office.text : say(`${name}_text`);
  return { title: say(`${name}_title`), text, sign: PLAIN[view.state] || "" };
}

function primaryOf({ acts, practice, list }, view) {
  const { state, draft } = view;
  if (state === "work" && draft.section === "strike") return toStrike(acts, view);
  if (state === "form") {
    return { id: "send", label: say("form_send"), quiet: !isWhole(draft.form), act: () => acts.sendForm() };
  }
  if (state === "before") return { id: "begin", label: say("before_go"), act: () => acts.set({ ready: true }) };
  if (state === "elsewhere") return { id: "take", label: say("elsewhere_take"), act: () => acts.takeScreen() };
  if (state === "otherwork") return { id: "calls", label: say("to_calls"), act: () => location.assign("/calls/") };
  if (practice) return null;
  if (["loading", "nopost", "shut", "over"].includes(state)) {
    return { id: "again", label: say("try_again"), quiet: true, act: () => acts.fetchAgain() };
  }
  return null;
}

function toStrike(acts, view) {
  if (view.draft.mode !== "code") return null;
  const open = meant(view).found.filter((v) => !view.struck.has(v.key) || view.struck.get(v.key).state === "refused");
  const one = open.length === 1 ? open[0] : null;
  return { id: "strike", label: one ? say("strike_code", { code: one.code }) : say("strike"), quiet: !one, act: () => acts.enterCode() };
}
