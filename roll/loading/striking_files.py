"""Strikes that follow from who-voted files: a strike for each ballot that counts, and a withdrawal of our own
strike where the newest file no longer supports it. Strikes from elsewhere are never touched."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings

from lib import clock, door
from roll.loading import tables, voting
from roll.models import Load

BATCH = 2_000

WANTED = """
  select b.voter_id, v.source_id, max(b.returned_on),
         (select count(*) from roll_strike s where s.voter_id = b.voter_id and s.source = %s) as n
  from roll_ballot b join roll_voter v on v.id = b.voter_id
  where b.file = %s and b.election_on = %s and b.ended_by is null and b.stage in ('accepted', 'cured')
    and not exists (select from roll_strike s where s.voter_id = b.voter_id and s.source = %s
                    and (s.withdrawn_by is null or s.set_aside = b.id))
  group by 1, 2 order by 1
"""
UNSUPPORTED = """
  select s.id, s.voter_id from roll_strike s
  where s.source = %s and s.withdrawn_by is null
    and not exists (select from roll_ballot b where b.voter_id = s.voter_id and b.file = %s
                    and b.election_on = %s and b.ended_by is null and b.stage in ('accepted', 'cured'))
  order by s.voter_id
"""


def sync(load: Load) -> dict[str, int]:
    """Brings the strikes of a load's source in line with the ballots on record: `{"struck", "withdrawn"}`.

    Safe to repeat or to break off: only what is still missing is entered. An entry's id follows from source,
    voter and how often this source struck the voter before, so a repeat is absorbed at the door.
    """
    done = {"struck": 0, "withdrawn": 0}
    elections = tables.rows(
        """
        select distinct election_on from roll_ballot where file = %s and ended_by is null
        union select to_date(split_part(source, ':', 2), 'YYYY-MM-DD') from roll_strike
        where source like %s and withdrawn_by is null""",
        [load.layout, f"{load.layout}:%"],
    )
    for (day,) in elections:
        source = voting.source_of(load.layout, day)
        strikes = tables.rows(WANTED, [source, load.layout, day, source])
        done["struck"] += enter(
            source, ({"id": id_of("strike", source, who, n), "kind": "strike", "payload": {"voter": voter, "source": source}}
                     | _when(returned) for voter, who, returned, n in strikes)
        )  # fmt: skip
        unsupported = tables.rows(UNSUPPORTED, [source, load.layout, day])
        done["withdrawn"] += enter(source, (withdrawal(source, strike) for strike, _ in unsupported))
    if done["struck"] + done["withdrawn"]:
        tables.run("analyze roll_strike")
    return done


def _when(returned: date | None) -> dict:
    """Noon of the day on which the ballot came back, so that it counts among that day's votes and not this hour's."""
    noon = returned and datetime.combine(returned, time(12), ZoneInfo(settings.TIME_ZONE))
    return {"seen_at": noon} if noon and noon < clock.now() else {}


def id_of(kind: str, source: str, who: str, n: int) -> UUID:
    """The id of the entry by which `source` strikes the voter `who` for the n-th time: a repeat has the same."""
    return uuid5(NAMESPACE_URL, f"fieldoffice/{kind}/{source}/{who}/{n}")


def withdrawal(source: str, strike: UUID) -> dict:
    """The entry by which `source` takes back a strike of its own."""
    id = id_of("unstrike", source, str(strike), 0)
    return {"id": id, "kind": "unstrike", "payload": {"withdraws": [str(strike)]}}


def enter(source: str, entries: Iterable[dict]) -> int:
    """Enters them in batches; answers how many."""
    waiting, entered = [], 0
    for entry in entries:
        waiting.append(entry)
        if len(waiting) == BATCH:
            entered += len(door.enter_many(waiting, source=source))
            waiting = []
    if waiting:
        entered += len(door.enter_many(waiting, source=source))
    return entered
