/**
 * The check digit of strike codes: Damm's algorithm, which catches every wrong digit and every swap of
 * neighbours (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004: the table of order 10). Pure.
 */

const TABLE = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

/** The state after reading `digits`: 0 when the last of them is the right check digit for those before. */
export function damm(digits) {
  let state = 0;
  for (const digit of digits) state = Number(TABLE[state][digit]);
  return state;
}

/** Number `n` as people read it: with its check digit behind it, 572 → "5724". */
export function codeOf(n) {
  return `${n}${damm(String(n))}`;
}

/** The number meant by a code as people typed it, or null when a digit of it is wrong. */
export function numberOf(code) {
  return /^[1-9]\d+$/.test(code) && damm(code) === 0 ? Number(code.slice(0, -1)) : null;
}
