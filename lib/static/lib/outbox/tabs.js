/** One tab at a time: the one that holds the screen shows voters, no other does. */

const NAME = "fieldoffice-screen";

/**
 * Resolves with true once this tab holds the screen, with false while another tab does.
 * `steal` takes it; `onLost` is called when another tab took it from this one.
 */
export function claimScreen({ steal = false, onLost = () => {} } = {}, locks = navigator.locks) {
  return new Promise((resolve) => {
    const options = steal ? { steal: true } : { ifAvailable: true };
    locks
      .request(NAME, options, (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined; // kept until the tab closes
      })
      .catch(onLost);
  });
}

/** Runs `work` when no other tab does the like. */
export function alone(name, work, locks = navigator.locks) {
  return locks.request(`fieldoffice-${name}`, work);
}
