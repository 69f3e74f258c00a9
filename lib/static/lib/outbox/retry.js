/** When to try again. */

const FIRST = 1000;
const LONGEST = 60000;

/**
 * Milliseconds to wait after `fails` failures in a row (1 or more): doubling from a second to a minute,
 * with half of it by chance so that 7,000 devices do not come back together. What the server asks for
 * (`after`, in seconds) is the least; a tenth more by chance.
 */
export function waitAfter(fails, after = null, chance = Math.random()) {
  const grown = Math.min(LONGEST, FIRST * 2 ** Math.min(fails - 1, 10));
  const own = grown / 2 + (grown / 2) * chance;
  if (after === null) return own;
  return Math.max(own, after * 1000 * (1 + chance / 10));
}

/** Seconds from a Retry-After header (a number or a date), or null. */
export function retryAfter(header, now = Date.now()) {
  if (!header) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
