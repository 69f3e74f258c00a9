/** Single keys for callers at a desk. They can be switched off (WCAG 2.1.4). */

const KEPT = "fieldoffice-keys";

const BUTTONS = {
  c: "call", n: "result-not_home", l: "result-left_message", b: "result-call_back", s: "result-skipped", u: "undo", p: "pause",
};

export function keysWanted() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

export function rememberKeys(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // asked for again next time
  }
}

export function listenToKeys(acts) {
  document.addEventListener("keydown", (event) => {
    if (!acts.keysOn || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const { target, key } = event;
    if (document.querySelector("dialog[open]") || target.matches("input, textarea, select")) return;
    if (key === "Enter" && target.closest("a, button, summary")) return; // it has a meaning there
    const button = buttonFor(key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

function buttonFor(key) {
  if (/^[1-9]$/.test(key)) return document.querySelector(`[data-key="${key}"]`);
  if (key === "Enter") return document.querySelector("#bar .primary");
  return document.getElementById(BUTTONS[key.toLowerCase()]);
}
