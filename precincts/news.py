"""Who was crossed off a moment ago, for many watchers' open screens at once: precincts and numbers, nothing of a voter."""

from collections import defaultdict
from datetime import datetime

from django.db import connection

from lib import clock
from precincts.reads import EARLY, SLACK

# Posts as `reads.posts_of` has them, for many people at once: of chosen ones that overlap, the latest.
STAND = """
with held as (
  select h.person_id, h.id, h.chosen, h.since, p.precincts, p.starts_at, p.ends_at
  from precincts_holder h join precincts_post p on p.id = h.post_id
  where h.person_id = any(%(people)s) and h.until is null and h.withdrawn_by is null and p.ended_at is null
    and p.ends_at > %(over)s)
select h.person_id, h.precincts from held h
where h.starts_at <= %(near)s and not (h.chosen and exists (
  select from held l
  where l.person_id = h.person_id and l.chosen and (l.since, l.id) > (h.since, h.id)
    and h.starts_at < l.ends_at and l.starts_at < h.ends_at))
"""
# Indexes: roll_voted (seq), voted_ended, a_code_a_voter. Whether somebody counts as having voted is said as of now.
CROSSED = """
select d.span, d.place, c.precinct_id, c.n,
       exists (select from roll_voted now where now.voter_id = d.voter_id and now.ended_seq is null)
from (
  (select id as span, seq as place, voter_id, area_id from roll_voted where seq > %(after)s and seq <= %(upto)s
   order by seq desc limit %(most)s)
  union all
  (select -id, ended_seq, voter_id, area_id from roll_voted where ended_seq > %(after)s and ended_seq <= %(upto)s
   order by seq desc limit %(most)s)
) d
join precincts_strikecode c on c.precinct_id = d.area_id and c.voter_id = d.voter_id
order by d.place
"""


def precincts_of(people: list[int], at: datetime | None = None) -> dict[int, frozenset[int]]:
    """Person -> the precincts that their phone carries now; who has none is left out."""
    at = at or clock.now()
    found: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(STAND, {"people": people, "over": at - SLACK, "near": at + EARLY})
        for person, precincts in cursor.fetchall():
            found[person].update(precincts)
    return {person: frozenset(precincts) for person, precincts in found.items()}


def crossed(after: int, upto: int, most: int) -> list[tuple[int, int, int, int, bool]]:
    """(span, place, precinct, number, counts as having voted) of what came or went at places in (after, upto], of each
    the newest `most`; a span that ended has its number below nought."""
    with connection.cursor() as cursor:
        cursor.execute(CROSSED, {"after": after, "upto": upto, "most": most})
        return cursor.fetchall()
