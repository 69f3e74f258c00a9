/**
 * Time on the device, as promise 6 needs it: neither clock alone is trusted.
 *
 * A reading is {wall, steady}, both in milliseconds. `steady` never goes back and goes on across
 * reloads: it is performance.now() laid on top of what an earlier page had written down. A phone
 * asleep may stop its steady clock, and a person may set the wall clock; whichever has gone further counts.
 */

/** Wall clocks are nudged by network time; only a step back of more than this is a clock set back. */
export const SLACK = 5000;

/** Where this page's steady clock starts, from the reading that an earlier page kept (or null). */
export function steadyBase(kept, wall, perf) {
  if (!kept) return -perf;
  return kept.steady + Math.max(0, wall - kept.wall) - perf;
}

export function readingAt(base, wall, perf) {
  return { wall, steady: base + perf };
}

/** True when the wall clock stands before a reading that was taken earlier. */
export function wentBack(kept, now) {
  return Boolean(kept) && now.wall < kept.wall - SLACK;
}

/** How long a hold lives, in ms, by the server's own two times: the device's clock may be wrong. */
export function lifeOf(until, serverAt) {
  return Math.max(0, Date.parse(until) - Date.parse(serverAt));
}

/**
 * True once the voter must be hidden: wall or steady time since the request was sent has used up the
 * hold's life, or the wall clock stands before the moment it was sent.
 * @param hold {got: reading when the request was sent, life: ms}
 */
export function isOver(hold, now) {
  const wall = now.wall - hold.got.wall;
  const steady = now.steady - hold.got.steady;
  return wall >= hold.life || steady >= hold.life || wall < -SLACK;
}
