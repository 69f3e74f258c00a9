/** The results a caller can tap. The codes are the office's (lists/results.py). */

/** Nobody talked: these come back by themselves. */
export const COMMON = ["not_home", "left_message", "call_back"];

/** Behind one line. */
export const RARE = [
  "busy", "refused", "already_voted", "language_barrier", "wrong_number", "disconnected",
  "moved", "deceased", "do_not_call", "skipped",
];

/** Asked once more, because they keep a voter off lists. */
export const DESTRUCTIVE = new Set(["wrong_number", "disconnected", "moved", "deceased", "do_not_call"]);

/** What is true of the number is true of everyone reached by it; the rest is of one person. */
export const OF_THE_NUMBER = new Set(["not_home", "busy", "left_message", "wrong_number", "disconnected", "skipped"]);

export const SKIP_REASONS = ["know_them", "unclear", "unsafe", "other"];

/**
 * Whom a tap on `result` is about: everyone on the number without a result of their own, or the voter spoken of.
 * @param voters [{voter, result, gone}]
 */
export function concerned(result, voters, voter) {
  const here = voters.filter((v) => !v.gone);
  if (!OF_THE_NUMBER.has(result)) return here.filter((v) => v.voter === voter);
  const open = here.filter((v) => !v.result || OF_THE_NUMBER.has(v.result));
  return open.length ? open : here.filter((v) => v.voter === voter);
}

/** The first voter still without a result, or null. */
export function unresolved(voters) {
  return voters.filter((v) => !v.gone && !v.result);
}
