"""The picture from one place in the map: its areas, their counts beside their plans, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from boiler_room import goals, reads
from boiler_room.goals import Plan
from boiler_room.models import What
from boiler_room.reads import WHOLE, Counts
from boiler_room.standing import Standing, standing
from crew.models import Area
from lib import clock

MOST_ROWS = 400  # areas in the table; a county has up to some 250 precincts


@dataclass(slots=True)
class Row:
    """Counts beside the plan, of an area or of all together (`area` None)."""

    area: Area | None
    counts: Counts
    plan: Plan

    def done(self, what: str) -> int:
        """Votes add up over all days, calls and contacts are today's."""
        return (self.counts.day if what in goals.OF_A_DAY else self.counts.ever)[what]

    def against_plan(self, what: str) -> float | None:
        """Percent over or under where the plan is by now; None where there is none yet."""
        planned = self.plan.so_far.get(what, 0)
        return 100 * (self.done(what) - planned) / planned if planned >= 1 else None

    def of_goal(self, what: str) -> float | None:
        """Percent of the whole goal that is reached."""
        goal = self.plan.whole.get(what)
        return 100 * self.done(what) / goal if goal else None

    def due(self, what: str) -> float | None:
        """Percent of the whole goal that should be reached by now."""
        goal = self.plan.whole.get(what)
        return 100 * self.plan.so_far[what] / goal if goal else None

    @property
    def rate(self) -> float | None:
        """Contacts in a hundred calls today."""
        calls = self.counts.day["calls"]
        return 100 * self.counts.day["contacts"] / calls if calls else None


@dataclass(slots=True)
class Picture:
    now: datetime
    areas: tuple[int, ...]
    whole: Row
    rows: list[Row]
    standing: Standing


def picture(areas: tuple[int, ...]) -> Picture:
    """From `areas` that do not overlap; () is the whole campaign."""
    now = clock.now()
    below = rows_of(areas)
    top = list(areas) or [WHOLE]
    ids = [area.pk for area in below]
    counts = reads.counts({*top, *ids}, now)
    plans = goals.plans(list({*top, *ids} | _roots(areas)), now)
    whole = reads.summed(counts[a] for a in top if a in counts)
    return Picture(
        now=now,
        areas=areas,
        whole=Row(None, whole, _summed_plan(plans, areas or tuple(_roots(areas)))),
        rows=[Row(a, counts.get(a.pk) or Counts(), plans.get(a.pk) or Plan()) for a in below],
        standing=standing(areas),
    )


def rows_of(areas: tuple[int, ...]) -> list[Area]:
    """The areas of the table: what lies directly below one area; several areas stand for themselves.

    From the whole campaign one looks at the regions of its only state, or at its states.
    """
    top = areas or tuple(_roots(areas))
    if len(top) > 1:
        found = Area.objects.filter(pk__in=top)
    else:
        found = Area.objects.filter(parent__in=top)
        if not found.exists():
            found = Area.objects.filter(pk__in=top)
    return list(found.order_by("name", "code")[:MOST_ROWS])


def _roots(areas: tuple[int, ...]) -> set[int]:
    return set() if areas else set(Area.objects.filter(Q(parent=None)).values_list("pk", flat=True))


def _summed_plan(plans: dict[int, Plan], areas: tuple[int, ...]) -> Plan:
    total = Plan()
    for plan in (plans[a] for a in areas if a in plans):
        for what in What.values:
            if what in plan.whole:
                total.so_far[what] = total.so_far.get(what, 0) + plan.so_far[what]
                total.whole[what] = total.whole.get(what, 0) + plan.whole[what]
    return total
