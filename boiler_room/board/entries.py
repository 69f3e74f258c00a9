"""What lies behind a figure: the log's entries, a page at a time, as many as the figure says (`sql/board/entries.sql`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from boiler_room import reads
from boiler_room.models import KNOWN, What
from crew.models import Area
from front_desk.models import Entry
from lib import clock

PAGE = 50
LAST = 2**62  # above every place in the log
VOTES = "select seq, id, area_id, entry_id from boiler_room_vote_entries(%s, %s, %s, %s, %s, %s)"
CALLS = "select seq, id, area_id, entry_id from boiler_room_call_entries(%s, %s, %s, %s, %s, %s)"
SUPPORTERS = "select seq, seq, n, entry_id from boiler_room_known_entries(%s, %s, %s)"
OF_VOTES = (What.SUPPORTERS, What.VOTED)
OF_CALLS = (What.CALLS, What.CONTACTS)
FIGURES = (*What.values, KNOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure: one of FIGURES, of the areas (() everywhere), of one hour or (None) of all that it counts."""

    figure: str
    areas: tuple[int, ...]
    hour: datetime | None = None


@dataclass(slots=True)
class Row:
    """An entry, and for how many of the figure it stands; `precinct` None where they are of several."""

    seq: int
    n: int
    entry: Entry | None
    precinct: Area | None = None


@dataclass(slots=True)
class Page:
    """`onward` is where the next page begins, as `before` takes it; None on the last."""

    rows: list[Row]
    onward: str | None


def total(asked: Asked) -> int:
    """The figure itself: votes and supporters over all hours, calls and contacts of today, or of the hour asked for."""
    moment = asked.hour or clock.now()
    counts = reads.summed(reads.counts(asked.areas or (reads.WHOLE,), moment).values())
    if asked.hour:
        return counts.hours.get(asked.hour, {}).get(asked.figure, 0)
    return (counts.day if asked.figure in OF_CALLS else counts.ever)[asked.figure]


def page(asked: Asked, before: str = "") -> Page:
    """Raises ValueError for a `before` that no page gave."""
    seq, row = _place(before) if before else (LAST, LAST)
    rows = _rows(asked, seq, row)
    shown = rows[:PAGE]
    onward = "-".join(str(n) for n in shown[-1][:2]) if len(rows) > PAGE else None
    entries = Entry.objects.in_bulk([entry for *_place, entry in shown if entry])
    if asked.figure == KNOWN:
        return Page([Row(seq, n, entries.get(entry)) for seq, _seq, n, entry in shown], onward)
    precincts = Area.objects.in_bulk({area for _seq, _id, area, _entry in shown})
    return Page(
        [Row(seq, 1, entries.get(entry), precincts.get(area)) for seq, _id, area, entry in shown], onward
    )


def _place(before: str) -> tuple[int, int]:
    seq, _dash, row = before.partition("-")
    place = int(seq), int(row or LAST)
    if not all(0 <= n <= LAST for n in place):
        raise ValueError(before)
    return place


def _rows(asked: Asked, seq: int, row: int) -> list[tuple[int, int, int, UUID]]:
    precincts, most = precincts_of(asked), PAGE + 1
    if asked.figure in OF_VOTES:
        values = [precincts, asked.figure == What.SUPPORTERS, asked.hour, seq, row, most]
        return _ask(VOTES, values)
    if asked.figure in OF_CALLS:
        since, until = reads.day_of(asked.hour or clock.now())
        if asked.hour:
            since, until = asked.hour, asked.hour + timedelta(hours=1)
        return _ask(CALLS, [precincts, asked.figure == What.CONTACTS, since, until, seq, most])
    return _ask(SUPPORTERS, [precincts, seq, most])


def precincts_of(asked: Asked) -> list[int] | None:
    """Ids of the areas and all below them, for facts are stamped with a precinct; None: everywhere, by the place in the
    log alone. One hour of everywhere is looked up precinct by precinct, for it may lie far back in the log."""
    if not asked.areas and not asked.hour:
        return None
    below = Area.objects.filter(lineage__overlap=list(asked.areas)) if asked.areas else Area.objects.all()
    return list(below.order_by("pk").values_list("pk", flat=True))


def _ask(query: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
