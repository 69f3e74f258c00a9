"""Headquarters' truth at one instant: read in one snapshot, so that no figure of the copy contradicts another.

Of voters only who waits for a ride is in it: name, where to fetch them and the number, because a driver goes there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from boiler_room import goals, reads
from boiler_room.copying import people, places
from boiler_room.copying.hours import Hour, by_hour, planned
from boiler_room.copying.people import Staff
from boiler_room.copying.places import PlaceNow
from boiler_room.desk import incidents, lists, showing
from boiler_room.desk.rides import Ride, rides
from boiler_room.goals import Plan
from boiler_room.needs import Need, needs
from boiler_room.picture import Row, picture
from boiler_room.reads import Counts
from crew.models import Area, Team
from precincts.models import Incident

SNAPSHOT = "set transaction isolation level repeatable read, read only; set local statement_timeout = '60s'"
MOST = 500  # open incidents, and rides


@dataclass(slots=True)
class AreaNow:
    """An area above the precincts: its own row, the rows right below it, its day by the hour, places, cases, teams."""

    row: Row
    below: list[Row]
    hours: list[Hour]
    places: list[PlaceNow]
    incidents: list[Incident]
    teams: list[Team]

    @property
    def area(self) -> Area:
        return self.row.area


@dataclass(slots=True)
class Truth:
    """`needs` by language code, for their sentences are made when they are found."""

    at: datetime
    campaign: str
    whole: Row
    hours: list[Hour]
    areas: list[AreaNow]
    needs: dict[str, list[Need]]
    places: list[PlaceNow]
    incidents: list[Incident]
    rides: list[Ride]
    teams: list[Team]
    staff: list[Staff]
    unsent: int = 0
    phones: int = 0
    by_pk: dict[int, AreaNow] = field(default_factory=dict)


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, every look sees the same moment, and nothing can be written; within a transaction, what that one sees."""
    within = connection.in_atomic_block
    with transaction.atomic():
        if not within:
            with connection.cursor() as cursor:
                cursor.execute(SNAPSHOT)
        yield


def gather() -> Truth:
    """Everything, ready to be rendered without another question to the database. Wants a `snapshot` around it."""
    seen = picture(())
    everywhere = list(Area.objects.order_by("name", "code"))
    counts = reads.counts([area.pk for area in everywhere], seen.now)
    plans = goals.plans([area.pk for area in everywhere], seen.now)
    rows = {a.pk: Row(a, counts.get(a.pk) or Counts(), plans.get(a.pk) or Plan()) for a in everywhere}
    above = [area for area in everywhere if area.kind != Area.Kind.PRECINCT]
    goal_of = planned([area.pk for area in above], seen.now)
    found, where = places.now(seen.now)
    cases, teams = _cases(), people.teams()
    truth = Truth(
        at=seen.now,
        campaign=settings.CAMPAIGN,
        whole=seen.whole,
        hours=by_hour(seen.whole.counts, [goal_of[a.pk] for a in above if a.parent_id is None], seen.now),
        areas=[],
        needs=_needs(seen),
        places=[place for place in found if place.troubled],
        incidents=cases,
        rides=_rides(),
        teams=teams,
        staff=people.staff(),
        unsent=seen.standing.work.unsent,
        phones=seen.standing.work.phones,
    )
    for area in sorted(above, key=lambda one: [rows[pk].area.name for pk in one.lineage]):
        truth.areas.append(
            AreaNow(
                row=rows[area.pk],
                below=[rows[one.pk] for one in everywhere if one.parent_id == area.pk],
                hours=by_hour(rows[area.pk].counts, [goal_of[area.pk]], seen.now),
                places=[place for place in found if area.pk in place.areas],
                incidents=[case for case in cases if area.pk in where.get(case.place_id, ())],
                teams=[team for team in teams if area.pk in team.area.lineage],
            )
        )
    truth.by_pk = {one.area.pk: one for one in truth.areas}
    return truth


def _needs(seen) -> dict[str, list[Need]]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = needs(seen)
    return found


def _cases() -> list[Incident]:
    """Open incidents, the worst and oldest first, page by page as the desk has them."""
    seen, after, found = incidents.within(()), None, []
    while len(found) < MOST:
        page, after = incidents.open_page(seen, after)
        found += page
        if after is None:
            break
    return found


def _rides() -> list[Ride]:
    wanted, after, found = lists.messages(None, "ride_request"), 0, []
    while len(found) < MOST:
        page = lists.oldest_first(wanted, after)
        found += page.entries
        if page.onward is None:
            break
        after = page.onward
    return rides(showing.rows(found))
