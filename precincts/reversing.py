"""Reversing in one action: whose strikes, over which span, how many; then all of them at once, and back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from crew.models import Person
from lib import door
from precincts.models import Reversal

COUNT = "select count(*), count(distinct voter_id) from precincts_to_reverse(%s, %s, %s, %s, %s)"
SOURCES = """
with recursive s as (
  (select source from roll_strike order by source limit 1)
  union all
  select (select t.source from roll_strike t where t.source > s.source order by t.source limit 1)
  from s where s.source is not null)
select source from s where source is not null
"""


@dataclass(frozen=True, slots=True)
class What:
    """One device, one join link or one source, from then until then (`to_at` None: and from now on)."""

    from_at: datetime
    to_at: datetime | None
    device: int | None = None
    link: int | None = None
    source: str = ""


def count(what: What) -> tuple[int, int]:
    """How many strikes it would withdraw now, and of how many voters."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [what.device, what.link, what.source, what.from_at, what.to_at])
        return cursor.fetchone()


def reverse(what: What, why: str, by: Person | None) -> Reversal:
    """Withdraws them, and those that come later. One entry."""
    payload = {"from": what.from_at.isoformat(), "to": what.to_at and what.to_at.isoformat(), "why": why}
    for key in ("device", "link", "source"):
        if getattr(what, key):
            payload[key] = getattr(what, key)
    return Reversal.objects.get(pk=door.enter("reversal", payload, by=by).id)


def lift(reversal: Reversal, by: Person | None) -> None:
    """Everything that it held down counts again, but for what its own senders took back."""
    if reversal.withdrawn_by is None:
        door.enter("correction", {"withdraws": [str(reversal.pk)]}, by=by)


def sources() -> list[str]:
    """The sources of strikes, by the index on them, whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(SOURCES)
        return [row[0] for row in cursor.fetchall()]
