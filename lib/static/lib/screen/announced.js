/** Announcements as notices above the task: they take no room from it but push it down, and one tap closes them. */

import { close, showing } from "../outbox/announced.js";
import { language } from "./words.js";

/**
 * Shows what is announced to whoever is at work here, from now on.
 * @param outbox the real one, also while somebody practises
 */
export function showAnnounced(outbox, notices) {
  async function look() {
    const person = outbox.client ? await outbox.db.get("people", outbox.client) : null;
    const shown = showing(person, outbox.now());
    notices.pin(
      shown.map(({ id, text, urgent }) => ({
        key: urgent ? "announced_urgent" : "announced",
        values: () => ({ text: text[language()] || text.en }),
        sign: urgent ? "stop" : "",
        pinned: id,
        close: () => close(outbox.db, outbox.client, id).then(look),
      })),
    );
  }
  outbox.addEventListener("change", look);
  return look();
}
