"""The polls as the board shows them: what needs someone first, and whom to call about it.

Worked out at most every FRESH seconds for all who look from the same place; shown with its age.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from boiler_room.board import calling, reads
from boiler_room.board.calling import Contact
from boiler_room.board.reads import Turnout
from crew.models import Area, Role
from crew.scope import Scope
from precincts import living
from roll.models import PrecinctPlace

FRESH = 5.0  # seconds
MOST = 12  # troubles and lines shown; the whole lists stand at /places/live/
LONG_LINE = 45  # minutes of waiting from which a line needs someone
RANKS = ("closed", "line", "late", "silent", "behind")  # what keeps people from voting comes first
_kept: dict[tuple, "Polls"] = {}


@dataclass(slots=True)
class Trouble:
    """Something at a polling place that needs somebody; `votes` short of what is expected (behind), `minutes` of
    waiting (line), of silence, or since the hour of opening (closed: reported so; late: nothing heard)."""

    kind: str
    place: int
    name: str
    precincts: str
    minutes: int = 0
    votes: int = 0
    at: datetime | None = None
    contacts: list[Contact] = field(default_factory=list)
    also: list["Trouble"] = field(default_factory=list)  # what else is wrong at the same place

    @property
    def state(self) -> str:
        return "stop" if self.kind in ("closed", "line") else "warn"


@dataclass(slots=True)
class Polls:
    """`n` by standing: closed, late, silent, ahead, near, behind; `more`: at so many more places something is."""

    made: float
    n: Counter
    troubles: list[Trouble]
    lines: list[living.Line]
    more: int

    @property
    def age(self) -> float:
        return time.monotonic() - self.made


@dataclass(frozen=True, slots=True)
class Place:
    """How it stands at one polling place: minutes of line, of silence, late; None where that is not so."""

    line: int | None = None
    silent: int | None = None
    late: int | None = None
    closed: bool = False


def polls(areas: tuple[int, ...]) -> Polls:
    """At and below `areas` (() everywhere), at most FRESH seconds old."""
    kept = _kept.get(areas)
    if kept is None or kept.age > FRESH:
        kept = _kept[areas] = _look(areas)
        for old in [key for key, one in _kept.items() if one.age > 60]:
            del _kept[old]
    return kept


def standing_of_places(areas: tuple[int, ...]) -> dict[int, Place]:
    """Place id -> how it stands there, for those of which there is anything to say (`living`'s first 30 of each)."""
    seen = scope_of(areas)
    found: dict[int, dict] = {}
    for line in living.lines(seen):
        found.setdefault(line.place, {})["line"] = line.minutes
    for one in living.silent(seen):
        found.setdefault(one.place, {})["silent"] = one.age
    for one in living.not_open(seen):
        found.setdefault(one.place, {}).update(late=one.late, closed=one.what is not None)
    return {place: Place(**how) for place, how in found.items()}


def scope_of(areas: tuple[int, ...]) -> Scope:
    """A scope that sees `areas` and what lies below them; () everything."""
    return Scope(None, [(Role.Name.BOILER_ROOM, area) for area in areas or (None,)])


def _look(areas: tuple[int, ...]) -> Polls:
    seen = scope_of(areas)
    lines = living.lines(seen)
    turnouts = reads.turnout_by_precinct(areas)
    troubles = [
        *(_not_open(one) for one in living.not_open(seen)),
        *(_long(one) for one in lines if one.minutes >= LONG_LINE),
        *(_silent(one) for one in living.silent(seen)),
    ]
    n = Counter(one.kind for one in troubles)
    n.update(one.standing for one in turnouts.values() if one.standing)
    troubles += _behind(turnouts)
    troubles.sort(key=lambda one: (RANKS.index(one.kind), -one.votes, -one.minutes, one.name))
    grouped = _by_place(troubles)
    shown = grouped[:MOST]
    contacts = calling.contacts({one.place for one in shown})
    for one in shown:
        one.contacts = contacts.get(one.place, [])
    return Polls(time.monotonic(), n, shown, lines[:MOST], len(grouped) - len(shown))


def _by_place(troubles: list[Trouble]) -> list[Trouble]:
    """One for each place, the first that is given, with the others under it."""
    first: dict[int | str, Trouble] = {}
    for one in troubles:
        known = first.setdefault(one.place or one.precincts, one)
        if known is not one:
            known.also.append(one)
    return list(first.values())


def _not_open(one: living.NotOpen) -> Trouble:
    kind = "closed" if one.what else "late"
    return Trouble(kind, one.place, one.name, one.precincts, one.late, at=one.at)


def _long(one: living.Line) -> Trouble:
    return Trouble("line", one.place, one.name, one.precincts, one.minutes, at=one.at)


def _silent(one: living.Silent) -> Trouble:
    return Trouble("silent", one.place, one.name, one.precinct, one.age, at=one.at)


def _behind(turnouts: dict[int, Turnout]) -> list[Trouble]:
    """The precincts furthest behind what is expected of them, with the place where they vote."""
    short = sorted((one.against, pk) for pk, one in turnouts.items() if one.standing == "behind")[:MOST]
    ids = [pk for _against, pk in short]
    votes = {vote.precinct_id: vote.place_id for vote in PrecinctPlace.objects.filter(precinct__in=ids)}
    precincts = Area.objects.in_bulk(ids)
    return [
        Trouble("behind", votes.get(pk, 0), precincts[pk].name, precincts[pk].code, votes=round(-against))
        for against, pk in short
    ]
