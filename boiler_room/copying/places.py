"""Polling places as the copy shows them: whose line is long, which are not open, where nothing is heard."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from crew.models import Role
from crew.scope import Scope
from precincts import living
from roll.models import PollingPlace, PrecinctPlace

MOST = 2000  # of each kind of trouble


@dataclass(slots=True)
class PlaceNow:
    """`areas`: ids of every area that one of its precincts lies in."""

    place: PollingPlace
    precincts: list[str] = field(default_factory=list)
    areas: set[int] = field(default_factory=set)
    line: living.Line | None = None
    not_open: living.NotOpen | None = None
    silent: list[living.Silent] = field(default_factory=list)

    @property
    def troubled(self) -> bool:
        return bool(self.line or self.not_open or self.silent)

    @property
    def worst(self) -> tuple:
        """Sorts what keeps people from voting first: not open, then the longest line, then silence."""
        return (not self.not_open, -(self.line.minutes if self.line else 0), not self.silent, self.place.name)


def now(at: datetime) -> tuple[list[PlaceNow], dict[int, set[int]]]:
    """Every place where somebody votes, the worst first; and place -> areas."""
    found: dict[int, PlaceNow] = {}
    votes = PrecinctPlace.objects.select_related("place", "precinct").order_by("precinct__code", "precinct")
    for vote in votes:
        one = found.setdefault(vote.place_id, PlaceNow(vote.place))
        one.precincts.append(vote.precinct.code)
        one.areas.update(vote.precinct.lineage)
    everywhere = Scope(None, [(Role.Name.BOILER_ROOM, None)])
    for line in living.lines(everywhere, MOST):
        found[line.place].line = line
    for door in living.not_open(everywhere, MOST):
        found[door.place].not_open = door
    quiet: dict[int, list[living.Silent]] = defaultdict(list)
    for silent in living.silent(everywhere, MOST):
        quiet[silent.place].append(silent)
    for place, silences in quiet.items():
        if place in found:
            found[place].silent = silences
    ordered = sorted(found.values(), key=lambda one: one.worst)
    return ordered, {one.place.pk: one.areas for one in ordered}
