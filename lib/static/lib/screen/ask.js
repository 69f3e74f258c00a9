/** Dialogs: asking once more, choosing a time or a reason, writing a line. */

import { h } from "./dom.js";
import { say } from "./words.js";

let serial = 0;

/**
 * Shows a dialog and resolves with the chosen value, or null when it was left.
 * @param body elements; buttons: [{label, value (or a function read at the tap), primary}]
 */
export function ask({ title, body = [], buttons = [] }) {
  return new Promise((resolve) => {
    const id = `dialog-${++serial}`;
    const close = (value) => {
      resolve(typeof value === "function" ? value() : value); // now: the close event comes a moment later
      dialog.close();
    };
    const dialog = h("dialog", { "aria-labelledby": id },
      h("h2", { id }, title),
      typeof body === "function" ? body(close) : body,
      h("div", { class: "choices" },
        buttons.map((b) => h("button", { type: "button", class: b.primary && "primary", onclick: () => close(b.value) }, b.label)),
        h("button", { type: "button", class: "back", onclick: () => close(null) }, say("back")),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null); // it was left with Escape
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks for a line of text. Resolves with it, or null. */
export function askText({ title, label, hint, send, longest }) {
  const field = h("textarea", { id: "text", rows: 3, maxlength: longest, "aria-describedby": hint ? "hint" : null });
  return ask({
    title,
    body: [h("label", { for: "text" }, label), field, hint && h("p", { id: "hint", class: "about" }, hint)],
    buttons: [{ label: send, value: () => field.value.trim(), primary: true }],
  });
}

const ABOUT = ["screen", "list", "link", "how", "other"]; // as crew/telling.py has them

/** What somebody wants the help desk to know: {text, about?}, or null. */
export function askTellUs() {
  const about = h("select", { id: "about" },
    h("option", { value: "" }, say("about_choose")),
    ABOUT.map((code) => h("option", { value: code }, say(`about_${code}`))));
  const text = h("textarea", { id: "text", rows: 3, maxlength: 2000, "aria-describedby": "hint" });
  return ask({
    title: say("tell_title"),
    body: [
      h("label", { for: "about" }, say("tell_about")), about,
      h("label", { for: "text" }, say("tell_label")), text,
      h("p", { id: "hint", class: "about" }, say("tell_hint")),
    ],
    buttons: [{ label: say("tell_send"), value: () => said(text.value.trim(), about.value), primary: true }],
  });
}

/** Something was typed, or at least chosen. */
function said(text, about) {
  if (!text && !about) return null;
  return about ? { text, about } : { text };
}
