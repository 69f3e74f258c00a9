"""What is checked, promise by promise. Each check is one query in `sql/` for the cases that contradict its sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is also that of its file."""

    promise: int
    name: str
    says: str


CHECKS = (
    Check(1, "acknowledged", "What was acknowledged is in the log, as it was sent and from whom."),
    Check(1, "kept_so", "What was recorded stays recorded."),
    Check(1, "shipped", "What was acknowledged is in the journal on disk."),
    Check(2, "counted_once", "What was recorded counts once."),
    Check(2, "one_answer", "What is sent again has its first answer."),
    Check(2, "nothing_else", "Nothing is in the log that its device did not send."),
    Check(3, "one_holder", "No number was with two at once."),
    Check(4, "in_a_state", "Every member of a sheet is somewhere."),
    Check(5, "struck_handed", "Nobody was handed out after it was known that they voted."),
    Check(5, "struck_told", "Who had them in hand was told at the next exchange."),
    Check(5, "gone_shown", "Nobody was shown after the screen was told that they are gone."),
    Check(6, "in_hours", "Nobody was dialled out of hours, or later than they could be shown."),
    Check(6, "within_window", "No hold outlives the calling window."),
    Check(6, "suppressed", "Nobody was handed out after they were taken off every list."),
    Check(6, "within_limits", "Nobody was handed out beyond the attempts of the sheet."),
    Check(7, "reserve", "Every exchange left a device with voters to go on with."),
    Check(7, "nothing_left", "Everything that was tapped had its verdict in the end."),
    Check(11, "own_voters", "A device was told of voters handed to it, and of no others."),
    Check(11, "own_precincts", "A watcher's list is of the own posts' precincts."),
    Check(12, "results_recounted", "The office counts the results that the phones were told it does."),
    Check(12, "totals_recounted", "Every folded total equals a recount."),
    Check(12, "picture", "Every picture lay between what was acknowledged and what was sent."),
)
