/**
 * New page code: fetched whole by a new service worker while the old goes on, taken only between calls.
 */

const AGAIN = 10 * 60000; // besides being told by the office

/** @param onReady called when new code stands ready: `ready` is true then, and `take()` loads it */
export async function startUpdates(onReady) {
  let registration;
  try {
    registration = await navigator.serviceWorker.register("/calls/sw.js", { scope: "/calls/", updateViaCache: "none" });
  } catch {
    return byLoadingAgain(onReady); // it works without, as long as the office is there
  }
  const updates = { ready: false, check: () => registration.update().catch(() => {}), take };

  function look() {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    updates.ready = true;
    onReady();
  }

  function take() {
    if (updates.taken) return;
    updates.taken = true;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("take");
  }

  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow(); // one may be under way already
  setInterval(updates.check, AGAIN);
  look();
  return updates;
}

/** Without a service worker the office's word that there is a newer build is all there is. */
function byLoadingAgain(onReady) {
  const updates = { ready: false, take: () => location.reload() };
  updates.check = () => {
    updates.ready = true;
    onReady();
  };
  return updates;
}
