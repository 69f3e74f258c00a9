/** Single keys for callers at a desk. They can be switched off (WCAG 2.1.4). */

const KEPT = "fieldoffice-keys";

const BUTTONS = {
  c: "call", u: "undo", p: "pause",
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
  document.addEventListener("keydown", async (event) => {
    if (!acts.keysOn || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const { target, key } = event;
    if (document.querySelector("dialog[open]") || target.matches("input, textarea, select")) return;
    if (key === "Enter" && target.closest("a, button, summary")) return; // it has a meaning there
    if (!/^([a-z1-9]|Enter)$/i.test(key)) return;
    event.preventDefault();
    await acts.idle; // somebody types fast: the key is meant for what the last one opened
    if (!document.querySelector("dialog[open]")) buttonFor(key)?.click();
  });
}

function buttonFor(key) {
  if (/^[1-9nlbs]$/i.test(key)) return document.querySelector(`[data-key="${key.toLowerCase()}"]`);
  if (key === "Enter") return document.querySelector("#bar .primary");
  return document.getElementById(BUTTONS[key.toLowerCase()]);
}
