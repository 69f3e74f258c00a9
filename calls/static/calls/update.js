/**
 * New page code: fetched whole by a new service worker while the old goes on, taken only between calls.
 */

const AGAIN = 10 * 60000; // besides being told by the office

/** @param onReady called when new code stands ready. Resolves with null where there is no service worker. */
export async function startUpdates(onReady) {
  if (!navigator.serviceWorker) return null;
  let registration;
  try {
    registration = await navigator.serviceWorker.register("/calls/sw.js", { scope: "/calls/", updateViaCache: "none" });
  } catch {
    return null; // it works without, as long as the office is there
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

  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", look);
  });
  setInterval(updates.check, AGAIN);
  look();
  return updates;
}
