/**
 * New page code: fetched whole by a new service worker while the old goes on, taken only between calls.
 */

const AGAIN = 10 * 60000; // besides being told by the office
const PATIENCE = 3000;

const register = () => navigator.serviceWorker.register("/calls/sw.js", { scope: "/calls/", updateViaCache: "none" });

/** @param onReady called when new code stands ready: `ready` is true then, and `take()` loads it */
export async function startUpdates(onReady) {
  let registration;
  try {
    registration = await register();
  } catch {
    return byLoadingAgain(onReady); // it works without, as long as the office is there
  }
  const updates = { ready: false, check, take };

  function look() {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    updates.ready = true;
    onReady();
  }

  function follow() {
    registration.installing?.addEventListener("statechange", look);
  }

  async function check() {
    try {
      await registration.update();
    } catch {
      registration = await register().catch(() => registration); // the first one had never come through
    }
    follow();
    look();
  }

  /** Loads the page anew with the waiting code. Should that not come about, the old code goes on. */
  function take() {
    if (updates.taking) return;
    updates.taking = true;
    const giveUp = setTimeout(() => {
      updates.taking = updates.ready = false;
      onReady();
    }, PATIENCE);
    const reload = () => {
      clearTimeout(giveUp);
      location.reload();
    };
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    if (registration.waiting) registration.waiting.postMessage("take");
    else reload(); // another tab took it
  }

  registration.addEventListener("updatefound", follow);
  follow(); // one may be under way already
  setInterval(check, AGAIN);
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
