/**
 * New page code: fetched whole by a new service worker while the old goes on, taken when the screen says so.
 */

const AGAIN = 10 * 60000; // besides being told by the office
const PATIENCE = 3000;
const SOON = 5000; // after a first worker that did not come through, then twice as long each time

/**
 * @param page the page's address, as "/calls/": its worker is sw.js beside it
 * @param onReady called when new code stands ready: `ready` is true then, and `take()` loads it
 */
export async function startUpdates(page, onReady) {
  const register = () => navigator.serviceWorker.register(`${page}sw.js`, { scope: page, updateViaCache: "none" });
  let registration;
  try {
    registration = await register();
  } catch {
    return byLoadingAgain(onReady); // it works without, as long as the office is there
  }
  const { serviceWorker } = navigator;
  const updates = { ready: false, check, take };
  let kept = Boolean(serviceWorker.controller); // whether a worker keeps this page already
  let newer = false; // the worker is newer than this page, which another tab or a slow phone may bring about
  let soon = SOON;

  function look() {
    if (!newer && !(registration.waiting && serviceWorker.controller)) return;
    updates.ready = true;
    onReady();
  }

  /** A worker took over. It is asked for between calls only; one that comes late, in a call, waits for its end. */
  function takenOver() {
    if (updates.taking) return location.reload();
    newer = kept; // the first worker keeps the very code that is on the screen
    kept = true;
    return look();
  }

  function follow() {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      beKept();
      look();
      if (installing.state === "redundant" && !registration.active && !registration.installing) tryAgain();
    });
  }

  /** A page that was still loading when its first worker came to life was missed by it. */
  function beKept() {
    if (!serviceWorker.controller) registration.active?.postMessage("keep");
  }

  /** One file that bad signal lost undoes the whole worker, and with it the page that works without signal. */
  function tryAgain() {
    setTimeout(check, soon);
    soon = Math.min(soon * 2, AGAIN);
  }

  async function check() {
    try {
      await registration.update();
    } catch {
      registration = await register().catch(() => registration); // the first one had never come through
    }
    follow();
    beKept();
    look();
  }

  /** Loads the page anew with the waiting code. Should that not come about, the old code goes on. */
  function take() {
    if (updates.taking) return null;
    updates.taking = true;
    if (newer || !registration.waiting) return location.reload(); // it was taken already
    registration.waiting.postMessage("take");
    return setTimeout(() => {
      updates.taking = updates.ready = false;
      onReady();
    }, PATIENCE);
  }

  serviceWorker.addEventListener("controllerchange", takenOver);
  registration.addEventListener("updatefound", follow);
  follow(); // one may be under way already
  beKept();
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
