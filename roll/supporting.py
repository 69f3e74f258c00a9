"""Who counts as a supporter: the office's choice, and settling everybody by it (`sql/supporting.sql`)."""

from dataclasses import dataclass

from django.db import connection

from roll.loading import steps
from roll.models import SupportRule

ROLES = ("voters", "append")  # the files that may make somebody a supporter, or none
DEFAULT = 2  # strong and leaning supporters, by score and by what they said
IDS_OUT = "select pg_advisory_xact_lock(7305)"


@dataclass(frozen=True, slots=True)
class Rule:
    """Up to which support `score`, and up to which ID (`said`), one counts; 0: that does not count at all."""

    score: int = DEFAULT
    said: int = DEFAULT


def rule() -> Rule:
    """What holds now."""
    chosen = SupportRule.objects.first()
    return Rule(chosen.score, chosen.said) if chosen else Rule()


def alone() -> None:
    """For the rest of the transaction no load is accepted and no ID comes in: they would go by the old choice."""
    with connection.cursor() as cursor:
        cursor.execute(steps.LOCK)
        cursor.execute(IDS_OUT)


def settle_all(seq: int) -> int:
    """Brings everybody to what the facts say, at that place in the log; answers how many changed."""
    with connection.cursor() as cursor:
        cursor.execute("select roll_settle_all_supporters(%s)", [seq])
        return cursor.fetchone()[0]
