/** A keyboard where there is one: digits go to the code, Enter does the primary thing. */

export function listenToKeys(app) {
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (target.closest("input, textarea, select, button, a, summary")) return; // it has a meaning there
    const { state, draft } = app.view || {};
    if (key === "Enter") document.querySelector("#bar .primary")?.click();
    else if (/^\d$/.test(key) && state === "work" && draft.section === "strike" && draft.mode === "code") {
      app.acts.set({ digits: (draft.digits + key).slice(0, app.list.roll.longest) });
      document.getElementById("digits").focus();
    }
  });
}
