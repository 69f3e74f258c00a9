/** Which parts are on the screen in which state. */

import { h } from "../lib/screen/dom.js";
import { say } from "../lib/screen/words.js";
import { showBar } from "./parts/bar.js";
import { showCard } from "../lib/screen/card.js";
import { cardOf } from "./parts/cards.js";
import { showOutcome } from "./parts/outcome.js";
import { showScript } from "./parts/reading.js";
import { showTools } from "./parts/tools.js";
import { showTop } from "./parts/top.js";
import { showWho } from "./parts/who.js";

const at = (id) => document.getElementById(id);

export function draw(app, view) {
  const { acts, practice, office } = app;
  document.body.dataset.state = view.state;
  document.body.classList.toggle("practising", practice);
  showTop(at("top"), { view, office, practice, campaign: app.meta.campaign });
  if (view.state === "voter") drawVoter(view, acts);
  else drawCard(app, view);
  showBar(view, primaryOf(app, view), acts);
  const joined = Boolean(view.person) && view.state !== "shut";
  showTools(at("tools"), { practice, paused: view.state === "paused", joined, keys: acts.keysOn }, acts);
  document.title = view.state === "voter" ? say("title_call", { name: view.voter.name }) : say("title");
}

/** The places of a voter's screen are made anew for each hold; within one they are only filled. */
function drawVoter(view, acts) {
  const main = at("main");
  const fresh = main.dataset.hold !== String(view.hold.hold);
  if (fresh) {
    main.dataset.hold = view.hold.hold;
    main.shown = null;
    main.replaceChildren(
      h("div", { id: "who" }), h("div", { id: "reading" }), h("div", { id: "outcome" }),
    );
  }
  showWho(at("who"), view, acts);
  showScript(at("reading"), view, acts);
  showOutcome(at("outcome"), view, acts);
  if (fresh) toTop();
}

function drawCard(app, view) {
  const main = at("main");
  const fresh = main.dataset.hold !== view.state;
  if (fresh) {
    main.dataset.hold = view.state;
    main.shown = null;
  }
  showCard(main, cardOf(app, view), app.acts);
  if (fresh) toTop();
}

/** A new voter or state starts at the top, and screen readers hear it from its heading. */
function toTop() {
  scrollTo(0, 0);
  at("name").focus({ preventScroll: true });
}

function primaryOf({ acts, practice }, view) {
  if (view.state === "voter") {
    const open = view.voters.some((v) => !v.gone && !v.result);
    return { id: "next", label: say("next"), quiet: open, act: () => acts.next() };
  }
  if (view.state === "vanished") return { id: "next", label: say("next"), act: () => acts.next() };
  if (view.state === "paused") return { id: "resume", label: say("go_on"), act: () => acts.pause(false) };
  if (view.state === "elsewhere") return { id: "take", label: say("elsewhere_take"), act: () => acts.takeScreen() };
  if (practice) return { id: "leave", label: say("practice_leave"), act: () => acts.practice(false) };
  if (["idle", "stopped", "shut"].includes(view.state)) {
    return { id: "again", label: say("try_again"), quiet: true, act: () => acts.tryAgain() };
  }
  return null;
}
