"""Incidents from the polls, for whom they concern: the worst first, then the oldest; what was done about them.

Open ones are read by an index that holds nothing else (`incident_open`), done ones by the newest change.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from boiler_room.desk import MOST_COUNTED, PAGE, senders
from crew.models import Role
from crew.scope import Scope
from front_desk import blobs
from lib import clock
from precincts.models import Incident, IncidentAct
from roll.models import PrecinctPlace, Voter

URGENT = (
    "intimidation",
    "turned_away",
    "machine",
    "supplies",
    "access",
)  # somebody may not be voting because of it
LATE = 10  # minutes without an owner after which any incident is urgent
SHOWN_ACTS = 5


def of(scope: Scope) -> QuerySet[Incident]:
    """Those that somebody may see: sent by whose entries they may settle, or from a place of their areas.

    By areas only for roles that go by areas: a captain sees the own teams, as everywhere on the desk.
    """
    found = Incident.objects.filter(withdrawn_by=None)
    seen = senders.of(scope)
    if seen is None:
        return found
    wide = [area for role, area in scope.grants if role != Role.Name.CAPTAIN]
    votes = PrecinctPlace.objects.filter(precinct__lineage__overlap=wide).values("place")
    return found.filter(Q(person__in=seen.values("pk")) | Q(place__in=votes))


def within(areas: tuple[int, ...]) -> QuerySet[Incident]:
    """All of some areas; () is everywhere."""
    return of(Scope(None, [(Role.Name.BOILER_ROOM, area) for area in areas or (None,)]))


def open_page(found: QuerySet[Incident], after: UUID | None = None) -> tuple[list[Incident], UUID | None]:
    """A page of those that are not done, and after which the next begins (None: no more)."""
    ranked = _open(found).annotate(rank=Case(When(category__in=URGENT, then=Value(0)), default=Value(1)))
    last = Incident.objects.filter(pk=after).first() if after else None
    if last:
        rank = 0 if last.category in URGENT else 1
        ranked = ranked.filter(
            Q(rank__gt=rank) | Q(rank=rank, at__gt=last.at) | Q(rank=rank, at=last.at, pk__gt=last.pk)
        )
    return _cut(ranked.order_by("rank", "at", "pk"))


def done_page(found: QuerySet[Incident], after: UUID | None = None) -> tuple[list[Incident], UUID | None]:
    """A page of those that are done, the newest first; the rest as in `open_page`."""
    found = found.filter(state="done")
    last = Incident.objects.filter(pk=after).first() if after else None
    if last:
        found = found.filter(
            Q(changed_at__lt=last.changed_at) | Q(changed_at=last.changed_at, pk__lt=last.pk)
        )
    return _cut(found.order_by("-changed_at", "-pk"))


def open_n(found: QuerySet[Incident]) -> int:
    """How many are not done, to a hundred."""
    return len(_open(found).order_by("at").values_list("pk")[:MOST_COUNTED])


@dataclass(slots=True)
class Unowned:
    """Open incidents that nobody has taken on: how many (to 100), whether one is urgent, the time of the oldest."""

    n: int = 0
    urgent: bool = False
    oldest: datetime | None = None

    @property
    def minutes(self) -> int:
        return minutes_since(self.oldest) if self.oldest else 0

    @property
    def state(self) -> str:
        return "stop" if self.urgent or self.minutes >= LATE else "warn"


def unowned(found: QuerySet[Incident]) -> Unowned:
    free = _open(found).filter(owner=None).order_by("at").values_list("category", "at")[:MOST_COUNTED]
    rows = list(free)
    if not rows:
        return Unowned()
    return Unowned(len(rows), any(category in URGENT for category, _at in rows), rows[0][1])


@dataclass(slots=True)
class Trouble:
    """An incident as the desk shows it. `photo`: here, coming (told of, not sent whole yet), or empty."""

    incident: Incident
    voter: Voter | None
    photo: str
    acts: list[IncidentAct] = field(default_factory=list)

    @property
    def urgent(self) -> bool:
        return self.incident.category in URGENT

    @property
    def minutes(self) -> int:
        return minutes_since(self.incident.at)


def shown(found: list[Incident]) -> list[Trouble]:
    """With the voter whom a code named, the photo, and the newest acts, oldest of these first."""
    voters = Voter.objects.in_bulk([one.voter_id for one in found if one.voter_id])
    acts: dict[UUID, list[IncidentAct]] = {}
    told = IncidentAct.objects.filter(incident__in=found).select_related("person").order_by("at", "pk")
    for act in told:
        acts.setdefault(act.incident_id, []).append(act)
    return [
        Trouble(one, voters.get(one.voter_id), _photo(one), acts.get(one.pk, [])[-SHOWN_ACTS:])
        for one in found
    ]


def minutes_since(at: datetime) -> int:
    return max(0, int((clock.now() - at).total_seconds() // 60))


def _photo(incident: Incident) -> str:
    if not incident.photo:
        return ""
    return "here" if blobs.path_of(incident.photo).exists() else "coming"


def _open(found: QuerySet[Incident]) -> QuerySet[Incident]:
    return found.exclude(state="done")


def _cut(found: QuerySet[Incident]) -> tuple[list[Incident], UUID | None]:
    found = found.select_related("place", "precinct", "person__team", "owner")
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None
