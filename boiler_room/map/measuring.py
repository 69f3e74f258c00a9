"""What the map shows of each area: six measures, each a figure, a word or two beside it, and a level with its own pattern.

All are reads that other pages have, too: totals beside the plan (`picture`), and the polls of this minute
(`precincts.living`). None costs more with more entries.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boiler_room import goals, reads, ticking
from boiler_room.board import reads as turnouts
from boiler_room.board.reads import Turnout
from boiler_room.goals import Plan
from boiler_room.picture import Row
from boiler_room.reads import Counts
from crew.models import Area, Role
from crew.scope import Scope
from precincts import living
from precincts.models import Incident
from roll.models import PrecinctPlace

MOST = 2000  # places and precincts with something to tell
BEHIND, LATE = -10.0, -3.0  # percent to plan


class Show(TextChoices):
    VOTES = "votes", gettext_lazy("Votes")
    CALLS = "calls", gettext_lazy("Calls")
    CONTACTS = "contacts", gettext_lazy("Contacts")
    LINES = "lines", gettext_lazy("Lines")
    SILENT = "silent", gettext_lazy("Silent")
    INCIDENTS = "incidents", gettext_lazy("Incidents")


@dataclass(slots=True)
class Value:
    """`n` sorts; `level` is a key of the measure's levels; `beside` is said with the figure, may be empty."""

    n: int
    text: str
    beside: str
    level: str


TO_PLAN = {
    "stop": gettext_lazy("more than 10 percent behind plan"),
    "warn": gettext_lazy("3 to 10 percent behind plan"),
    "good": gettext_lazy("on plan, or ahead"),
    "none": gettext_lazy("no plan by now"),
}
LEVELS = {  # in the order of the legend; each level has a pattern of its own
    Show.LINES: {
        "stop": gettext_lazy("an hour or more"),
        "warn": gettext_lazy("half an hour or more"),
        "some": gettext_lazy("less than half an hour"),
        "none": gettext_lazy("no line reported in two hours"),
    },
    Show.SILENT: {
        "stop": gettext_lazy("three precincts or more"),
        "warn": gettext_lazy("one or two"),
        "none": gettext_lazy("none silent"),
    },
    Show.INCIDENTS: {
        "stop": gettext_lazy("three open or more"),
        "warn": gettext_lazy("one or two open"),
        "none": gettext_lazy("none open"),
    },
}


@dataclass(slots=True)
class Measured:
    """A value of every area asked for; `levels` are what they can be, in the order of the legend, with their words."""

    values: dict[int, Value]
    levels: dict[str, str]


def measure(show: Show, areas: list[Area], now: datetime) -> Measured:
    if show in AT_THE_POLLS:
        return Measured(AT_THE_POLLS[show](_Below(areas)), LEVELS[show])
    if show == Show.VOTES:
        values = {pk: _voted(turnout) for pk, turnout in _turnouts(areas, now).items()}
    else:
        values = {pk: _planned(row, show.value) for pk, row in _rows(areas, now).items()}
    if any(value.level != "none" for value in values.values()):
        return Measured(values, TO_PLAN)
    return _by_size(values)


def _by_size(values: dict[int, Value]) -> Measured:
    """Where nobody has planned anything: by thirds of the largest."""
    most = max((value.n for value in values.values()), default=0)
    low, mid = max(most // 3, 1), max(2 * most // 3, 2)
    for value in values.values():
        value.level = (
            "high" if value.n > mid else "mid" if value.n > low else "low" if value.n > 0 else "none"
        )
    words = _("%(a)s to %(b)s")
    levels = {
        "high": _("more than %(n)s") % {"n": ticking.number(mid)},
        "mid": words % {"a": ticking.number(low + 1), "b": ticking.number(mid)},
        "low": words % {"a": 1, "b": ticking.number(low)},
        "none": _("none yet"),
    }
    return Measured(values, levels)


def _turnouts(areas: list[Area], now: datetime) -> dict[int, Turnout]:
    """Precincts without goals of their own have their share of those above them, as on the board."""
    precincts = {area.pk for area in areas if area.kind == Area.Kind.PRECINCT}
    found = turnouts.turnout_by_area([area.pk for area in areas if area.pk not in precincts], now)
    if precincts:
        below = turnouts.turnout_by_precinct(tuple(precincts), now)
        found |= {pk: turnout for pk, turnout in below.items() if pk in precincts}
    return found


def _voted(turnout: Turnout) -> Value:
    text = ticking.number(turnout.banked)
    if turnout.expected is None or turnout.expected < 1:
        return Value(turnout.banked, text, "", "none")
    against = 100 * turnout.against / turnout.expected
    late = against < LATE and turnout.against <= -1
    level = "stop" if turnout.standing == "behind" else "warn" if late else "good"
    return Value(turnout.banked, text, ticking.against_plan(against)[0], level)


def _rows(areas: list[Area], now: datetime) -> dict[int, Row]:
    ids = [area.pk for area in areas]
    counts, plans = reads.counts(ids, now), goals.plans(ids, now)
    return {a.pk: Row(a, counts.get(a.pk) or Counts(), plans.get(a.pk) or Plan()) for a in areas}


def _planned(row: Row, what: str) -> Value:
    done, against = row.done(what), row.against_plan(what)
    if against is None:
        return Value(done, ticking.number(done), "", "none")
    level = "stop" if against < BEHIND else "warn" if against < LATE else "good"
    return Value(done, ticking.number(done), ticking.against_plan(against)[0], level)


class _Below:
    """Which of the areas shown a precinct or a place belongs to."""

    def __init__(self, areas: list[Area]):
        self.areas = areas
        self.shown = {area.pk for area in areas}
        roots = [(Role.Name.BOILER_ROOM, area.pk) for area in areas]
        self.scope = Scope(None, roots)

    def of_precincts(self, ids: set[int]) -> dict[int, int]:
        lineages = Area.objects.filter(pk__in=ids).values_list("pk", "lineage")
        found = ((pk, next((a for a in lineage if a in self.shown), None)) for pk, lineage in lineages)
        return {pk: area for pk, area in found if area is not None}

    def of_places(self, ids: set[int]) -> dict[int, set[int]]:
        """A building stands for all its precincts, so it may belong to several."""
        found: dict[int, set[int]] = {}
        votes = PrecinctPlace.objects.filter(place__in=ids).values_list("place_id", "precinct__lineage")
        for place, lineage in votes:
            found.setdefault(place, set()).update(a for a in lineage if a in self.shown)
        return found

    def values(self, found: dict[int, int], tell: Callable[[int], Value]) -> dict[int, Value]:
        return {pk: tell(found.get(pk, 0)) for pk in self.shown}


def _lines(below: _Below) -> dict[int, Value]:
    lines = living.lines(below.scope, MOST)
    of = below.of_places({line.place for line in lines})
    longest: dict[int, living.Line] = {}
    for line in lines:  # the longest first
        for area in of.get(line.place, ()):
            longest.setdefault(area, line)

    def tell(line: living.Line | None) -> Value:
        if line is None:
            return Value(0, ticking.NONE, "", "none")
        level = "stop" if line.minutes >= 60 else "warn" if line.minutes >= 30 else "some"
        return Value(line.minutes, _("%(n)d min") % {"n": line.minutes}, line.name, level)

    return {pk: tell(longest.get(pk)) for pk in below.shown}


def _silent(below: _Below) -> dict[int, Value]:
    silent = living.silent(below.scope, MOST)
    of = below.of_precincts({one.area for one in silent})
    quiet = Counter(of[one.area] for one in silent if one.area in of)
    return below.values(quiet, _count)


def _incidents(below: _Below) -> dict[int, Value]:
    """Of the precinct that was named, else of every area that votes at the place."""
    still_open = Incident.objects.filter(withdrawn_by=None).exclude(state="done")
    rows = list(still_open.order_by("at").values_list("place_id", "precinct_id")[:MOST])
    precincts = below.of_precincts({precinct for _place, precinct in rows if precinct})
    places = below.of_places({place for place, precinct in rows if not precinct})
    counted: Counter = Counter()
    for place, precinct in rows:
        for area in {precincts[precinct]} if precinct in precincts else places.get(place, ()):
            counted[area] += 1
    return below.values(counted, _count)


def _count(n: int) -> Value:
    return Value(n, ticking.number(n), "", "stop" if n >= 3 else "warn" if n else "none")


AT_THE_POLLS = {Show.LINES: _lines, Show.SILENT: _silent, Show.INCIDENTS: _incidents}
