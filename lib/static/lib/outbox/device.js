/** What the browser around the page can be relied on for. */

/** Browsers inside other apps (Facebook, Instagram, Line, …) forget what a page keeps when they close. */
export function isEmbedded(agent = navigator.userAgent) {
  return /FBAN|FBAV|FB_IAB|Instagram|\bLine\/|Snapchat|TikTok|musical_ly|MicroMessenger|Twitter|LinkedInApp|GSA\/|; wv\)/.test(
    agent,
  );
}

/**
 * Asks the browser to keep our store when the disk runs short. True, false, or null when it cannot say.
 *
 * Nobody is told when it answers false. Chrome says so to nearly everybody on a first visit, evicts only on a
 * full disk, oldest sites first, and does not tell how full the disk is: a warning would worry thousands about
 * what none of them can change. Results wait here for seconds, or for an outage, and their count is always on
 * the screen, as users asked. What does forget (isEmbedded, a store that cannot be opened) is told beforehand,
 * a tap that could not be saved at once.
 */
export async function askToKeep() {
  if (!navigator.storage || !navigator.storage.persist) return null;
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return null;
  }
}
