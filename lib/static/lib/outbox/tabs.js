/** One tab at a time: the one that holds the screen shows voters, no other does. */

const PATIENCE = 30000;

/**
 * Resolves with true once this tab holds the screen, with false while another tab does.
 * `steal` takes it; `onLost` is called when another tab took it from this one.
 */
export function claimScreen({ steal = false, onLost = () => {} } = {}, locks = navigator.locks) {
  return new Promise((resolve) => {
    const options = steal ? { steal: true } : { ifAvailable: true };
    locks
      .request("fieldoffice-screen", options, (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined; // kept until the tab closes
      })
      .catch(onLost);
  });
}

/**
 * Runs `work` while no other tab does the like. A tab that a phone has frozen in the middle does not hold
 * up this one for more than half a minute; two round trips at once would do no harm, only waste.
 */
export async function alone(name, work, locks = navigator.locks) {
  const lock = `fieldoffice-${name}`;
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE);
  const started = () => {
    clearTimeout(timer);
    return work();
  };
  try {
    return await locks.request(lock, { signal: waiting.signal }, started);
  } catch (error) {
    if (!waiting.signal.aborted) throw error;
    return locks.request(lock, { steal: true }, work);
  }
}
