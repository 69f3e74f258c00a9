/** The device's two clocks, written down so that a reload does not lose them. See steady.js. */

import { steadyBase, readingAt, wentBack } from "./steady.js";

const EVERY = 15000;

/** Starts the watch from what an earlier page wrote down; `onBack` hears of a wall clock set back. */
export async function startWatch(db, onBack) {
  let last = await db.get("facts", "clock");
  const base = steadyBase(last, Date.now(), performance.now());

  function now() {
    const reading = readingAt(base, Date.now(), performance.now());
    const back = wentBack(last, reading);
    last = reading;
    if (back) onBack();
    return reading;
  }

  const tick = () => db.put("facts", now(), "clock").catch(() => {}); // the next tick tries again
  await tick();
  const timer = setInterval(tick, EVERY);
  return { now, stop: () => clearInterval(timer) };
}
