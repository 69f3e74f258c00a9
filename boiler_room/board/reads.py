"""What the board knows of areas and precincts: supporters on the roll, banked, needed, and expected by now.

Each is the folded total with the tail behind it (`boiler_room/sql/counts.sql`), so it equals a recount.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from boiler_room import goals, reads
from boiler_room.goals import Plan
from boiler_room.models import KNOWN, What
from crew.models import Area
from lib import clock

SLACK_VOTES, SLACK_SHARE = 3, 0.1  # a precinct further from what is expected is ahead or behind
EVER_ONLY = "select area_id, what, n from boiler_room_counts(%s, 'infinity', 'infinity')"
PRECINCTS = """
select id, lineage from crew_area where kind = 'precinct' and (%(areas)s::bigint[] = '{}' or lineage && %(areas)s::bigint[])
"""


@dataclass(slots=True)
class Turnout:
    """Of an area: votes and voters over all days. `expected` by now and `win` None where nobody has said.

    `known`: supporters on the roll; `banked`: supporters who have voted; `voted`: voters struck, whoever they are.
    """

    known: int = 0
    banked: int = 0
    voted: int = 0
    win: int | None = None
    expected: float | None = None

    @property
    def turnout(self) -> float | None:
        """Percent of the known supporters who have voted."""
        return 100 * self.banked / self.known if self.known else None

    @property
    def share(self) -> float | None:
        """Percent of the win number that is banked."""
        return 100 * self.banked / self.win if self.win else None

    @property
    def needed(self) -> int | None:
        """Votes still needed."""
        return None if self.win is None else max(0, self.win - self.banked)

    @property
    def against(self) -> float | None:
        """Votes more (or fewer, negative) than expected by now."""
        return None if self.expected is None else self.banked - self.expected

    @property
    def standing(self) -> str:
        """`ahead`, `behind` or `near`; "" where nothing is expected. Small differences are chance."""
        if self.against is None:
            return ""
        slack = max(SLACK_VOTES, SLACK_SHARE * self.expected)
        return "behind" if self.against < -slack else "ahead" if self.against > slack else "near"


def turnout_by_area(areas: Iterable[int], now: datetime | None = None) -> dict[int, Turnout]:
    """Of each area, with everything below it (`reads.WHOLE`, 0, for the campaign), against its own plan."""
    ids = list(areas)
    plans, wins = goals.plans(ids, now or clock.now()), goals.wins(ids)
    counted = _counted(ids)
    return {pk: against(counted.get(pk, Turnout()), plans.get(pk), wins.get(pk)) for pk in ids}


def turnout_by_precinct(areas: tuple[int, ...] = (), now: datetime | None = None) -> dict[int, Turnout]:
    """Of each precinct at or below `areas` (() everywhere).

    A precinct without goals of its own is expected to have its share, by supporters on the roll, of what the
    nearest area above it that has goals should have by now.
    """
    with connection.cursor() as cursor:
        cursor.execute(PRECINCTS, {"areas": list(areas)})
        lineages = dict(cursor.fetchall())
    above = {pk for lineage in lineages.values() for pk in lineage}
    plans, wins = goals.plans(list(above), now or clock.now()), goals.wins(list(lineages))
    planned = {pk for pk, plan in plans.items() if plan.whole.get(What.SUPPORTERS)}
    counted = _counted(above)
    found = {}
    for pk, lineage in lineages.items():
        one = against(counted.get(pk, Turnout()), plans.get(pk), wins.get(pk))
        nearest = next((a for a in reversed(lineage) if a in planned), None)
        if one.expected is None and nearest is not None and (known := counted.get(nearest, Turnout()).known):
            one.expected = plans[nearest].so_far[What.SUPPORTERS] * one.known / known
        found[pk] = one
    return found


def against(one: Turnout, plan: Plan | None, win: int | None) -> Turnout:
    """`one` with what is expected by its plan, and its win number: as set, else the sum of its goals."""
    whole = plan.whole.get(What.SUPPORTERS) if plan else None
    one.win = win if win is not None else whole
    one.expected = plan.so_far[What.SUPPORTERS] if whole else None
    return one


def roots() -> tuple[int, ...]:
    """The areas at the top of the map: the whole campaign."""
    return tuple(Area.objects.filter(parent=None).order_by("pk").values_list("pk", flat=True))


def of_counts(ever: dict[str, int]) -> Turnout:
    """From counts over all hours (`reads.Counts.ever`)."""
    return Turnout(ever[KNOWN], ever[What.SUPPORTERS], ever[What.VOTED])


def _counted(areas: Iterable[int]) -> dict[int, Turnout]:
    ever: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(EVER_ONLY, [list(areas)])
        for area, what, n in cursor.fetchall():
            ever.setdefault(area, dict.fromkeys(reads.WHATS, 0))[what] = n
    return {area: of_counts(counts) for area, counts in ever.items()}
