"""What a boiler room must know of the polls this minute: longest lines, places not reported open, silent precincts.

One query each, at most MOST rows unless more are asked for. Each looks up the newest report of a place, or the last
sign of a person, by an index, so that a day's reports do not make it slower.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from crew.scope import Scope
from lib import clock

MOST = 30
STALE = timedelta(hours=2)  # a line reported before tells nothing of now
QUIET = timedelta(minutes=60)
EARLY = timedelta(hours=2)  # before the opening hour a report of the day may come

PLACES = """
with mine as (
  select v.place_id, string_agg(a.code, ', ' order by a.code) as precincts
  from roll_precinctplace v join crew_area a on a.id = v.precinct_id
  where %(areas)s::bigint[] is null or a.lineage && %(areas)s::bigint[]
  group by v.place_id)
"""
LINES = (
    PLACES
    + """
select p.id, p.name, mine.precincts, l.minutes, l.at
from mine join roll_pollingplace p on p.id = mine.place_id
cross join lateral (
  select minutes, at from precincts_linereport r
  where r.place_id = mine.place_id and r.withdrawn_by is null and r.at > %(now)s - %(stale)s
  order by r.at desc limit 1) l
where l.minutes > 0
order by l.minutes desc, l.at desc, p.id limit %(most)s
"""
)
NOT_OPEN = (
    PLACES
    + """
select p.id, p.name, mine.precincts, o.opens_at, r.what, r.at
from mine join roll_pollingplace p on p.id = mine.place_id
join precincts_opening o on o.place_id = mine.place_id and o.opens_at <= %(now)s and o.closes_at > %(now)s
left join lateral (
  select what, at from precincts_pollsreport r
  where r.place_id = mine.place_id and r.withdrawn_by is null and r.at > o.opens_at - %(early)s
  order by r.at desc limit 1) r on true
where r.what is distinct from 'opened'
order by r.what is null, o.opens_at, p.name, p.id limit %(most)s
"""
)
SILENT = """
with heard as (
  select p.id, p.place_id, p.precincts, greatest(p.starts_at, max(s.at), max(b.here_at)) as at,
         coalesce(string_agg(distinct w.name, ', '), '') as people
  from precincts_post p
  left join precincts_holder h on h.post_id = p.id and h.until is null and h.withdrawn_by is null
  left join crew_person w on w.id = h.person_id
  left join precincts_sign s on s.person_id = h.person_id
  left join crew_booking b on b.shift_id = p.shift_id and b.person_id = h.person_id
  where p.ended_at is null and p.ends_at > %(now)s and p.starts_at <= %(now)s
  group by p.id)
select p.id, p.name, a.name, max(h.at), (array_agg(h.people order by h.at desc))[1], a.id
from heard h cross join lateral unnest(h.precincts) x(id)
join crew_area a on a.id = x.id
join roll_pollingplace p on p.id = h.place_id
where %(areas)s::bigint[] is null or a.lineage && %(areas)s::bigint[]
group by p.id, p.name, a.id, a.name
having max(h.at) <= %(now)s - %(quiet)s
order by max(h.at), p.name, a.name limit %(most)s
"""


@dataclass(slots=True)
class Line:
    place: int
    name: str
    precincts: str
    minutes: int
    at: datetime
    age: int  # minutes since it was reported


@dataclass(slots=True)
class NotOpen:
    """`what`: not_open or closed, reported at `at`; None where nothing was heard. `late`: minutes since the hour."""

    place: int
    name: str
    precincts: str
    opens_at: datetime
    what: str | None
    at: datetime | None
    late: int


@dataclass(slots=True)
class Silent:
    """`at`: when anything was heard last, or the post began; `people`: names of who stands there, or nothing; `area`:
    the precinct's id."""

    place: int
    name: str
    precinct: str
    at: datetime
    people: str
    area: int
    age: int


def lines(scope: Scope, most: int = MOST) -> list[Line]:
    """The newest report of each place, the longest wait first; none older than STALE."""
    return [Line(*row, _minutes(row[-1])) for row in _rows(LINES, scope, most, stale=STALE)]


def not_open(scope: Scope, most: int = MOST) -> list[NotOpen]:
    """Places whose hours have begun and of which the newest report, if any, is not that they opened."""
    return [NotOpen(*row, _minutes(row[3])) for row in _rows(NOT_OPEN, scope, most, early=EARLY)]


def silent(scope: Scope, most: int = MOST) -> list[Silent]:
    """Precincts with a post running of which nothing was heard for QUIET, by anybody at any of their posts."""
    return [Silent(*row, _minutes(row[3])) for row in _rows(SILENT, scope, most, quiet=QUIET)]


def _rows(query: str, scope: Scope, most: int, **values) -> list[tuple]:
    given = {"now": clock.now(), "most": most, "areas": None if scope.everywhere else scope.roots}
    with connection.cursor() as cursor:
        cursor.execute(query, given | values)
        return cursor.fetchall()


def _minutes(at: datetime) -> int:
    return max(0, int((clock.now() - at).total_seconds() // 60))
