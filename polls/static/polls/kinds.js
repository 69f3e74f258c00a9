/** What a watcher can tell, by the office's codes (precincts/categories.py). */

export const FACTS = ["strike", "line_report", "polls_report", "incident", "turned_away", "not_on_list", "ride_request"];

export const CATEGORIES = [
  "line", "machine", "supplies", "access", "intimidation", "electioneering", "challenge", "watcher", "rules", "other",
];

export const REASONS = ["wrong_place", "no_id", "not_registered", "challenged", "mail_ballot", "line", "language", "other"];

/** Minutes of a line report; the last means "so long or longer". */
export const LINES = [0, 5, 15, 30, 60];
