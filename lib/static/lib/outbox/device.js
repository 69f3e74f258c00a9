/** What the browser around the page can be relied on for. */

/** Browsers inside other apps (Facebook, Instagram, Line, …) forget what a page keeps when they close. */
export function isEmbedded(agent = navigator.userAgent) {
  return /FBAN|FBAV|FB_IAB|Instagram|\bLine\/|Snapchat|TikTok|musical_ly|MicroMessenger|Twitter|LinkedInApp|GSA\/|; wv\)/.test(
    agent,
  );
}

/** Asks the browser to keep our store when the disk runs short. True, false, or null when it cannot say. */
export async function askToKeep() {
  if (!navigator.storage || !navigator.storage.persist) return null;
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return null;
  }
}
