"""What the streams' loop asks the database: new notices, shut devices, totals. Runs in threads."""

import json
import time

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from boiler_room.live.listener import event
from boiler_room.live.views import SWITCHES, TICKS
from crew.switches import standing
from precincts import news

NEW = "select id, device_id, hold, voter_id, why from lists_notice where id > %s order by id limit 5000"
ALL = "select array_agg(id) from lists_notice"
THESE = "select id, device_id, hold, voter_id, why from lists_notice where id = any(%s) order by id"
SHUT = "select id from crew_device where id = any(%s) and shut_at is not null"
ANSWERED = """
select entry_id, sender_id, answer from front_desk_settlement
where at > real_now() - interval '5 minutes' and answer <> '' and sender_id is not null order by at
"""
LAST_SWITCH = "select coalesce(max(place), 0) from crew_switch"
SWITCHED = "select t, crew_switched(t)::text from unnest(%s::bigint[]) t where crew_switched(t) is not null"
BACK = 2000  # places looked back each time: a strike drawn earlier may be committed later
OFF = b"event: off\ndata: {}\n\n"
SWEEP = 1.0  # seconds; what a long transaction (a big load) leaves is found by looking at all


class Away(Exception):
    """The database cannot be asked now; what is missed comes with the next look."""


def _rows(statement: str, *values) -> list[tuple]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()
    except (DatabaseError, PoolTimeout) as error:
        connection.close()
        raise Away(str(error).strip().partition("\n")[0]) from error


class Noticer:
    """Finds each notice once, in whatever order their transactions commit."""

    def __init__(self):
        self.seen: set[int] | None = None  # None: what lies there at the start comes when a device connects
        self.swept = 0.0

    def news(self) -> list[tuple[int, bytes]]:
        """(device id, event) of every notice not yet seen."""
        if self.seen is None:
            self.seen = set(_rows(ALL)[0][0] or ())
            return []
        rows = _rows(NEW, max(self.seen, default=0) - BACK)
        if time.monotonic() - self.swept > SWEEP:
            self.swept = time.monotonic()
            there = set(_rows(ALL)[0][0] or ())
            missed = there - self.seen - {row[0] for row in rows}
            rows += _rows(THESE, list(missed)) if missed else []
            top = max(self.seen, default=0)
            self.seen = {n for n in self.seen if n in there} | ({top} if top else set())
        fresh = [row for row in rows if row[0] not in self.seen]
        self.seen.update(row[0] for row in fresh)
        return [(device, gone(hold, voter, why)) for _id, device, hold, voter, why in fresh]


def gone(hold: int, voter: int, why: str) -> bytes:
    return event("gone", {"hold": hold, "voter": voter, "why": why})


class Answers:
    """Finds each answer that the desk gave somebody once. One that is missed comes with the next exchange."""

    def __init__(self):
        self.seen: set | None = None

    def news(self) -> list[tuple[int, bytes]]:
        """(person id, event) of every answer not yet seen."""
        rows = _rows(ANSWERED)
        before, self.seen = self.seen, {entry for entry, _sender, _answer in rows}
        if before is None:
            return []
        return [(sender, message(answer)) for entry, sender, answer in rows if entry not in before]


class Switched:
    """Finds out when somebody switched a feature, and what each team's devices are told of it."""

    def __init__(self):
        self.last: int | None = None  # place in the log of the last switch

    def news(self, teams: list[int]) -> list[tuple[int, bytes]]:
        """(team id, event) for each of `teams`, after a switch; nothing otherwise."""
        ((last,),) = _rows(LAST_SWITCH)
        before, self.last = self.last, last
        if before is None or before == last or not teams:
            return []
        found = {team: json.loads(said) for team, said in _rows(SWITCHED, teams)}
        return [(team, switched(standing.told(found.get(team)))) for team in teams]


def switched(told: dict) -> bytes:
    return event("switched", told)


def message(text: str) -> bytes:
    return event("message", {"text": text})


def shut_among(devices: list[int]) -> list[int]:
    """Which of these devices were shut since they connected."""
    return [row[0] for row in _rows(SHUT, devices)] if devices else []


def posts_of(people: list[int]) -> dict[int, frozenset[int]]:
    """Person -> the precincts where they stand."""
    try:
        return news.precincts_of(people) if people else {}
    except (DatabaseError, PoolTimeout) as error:
        connection.close()
        raise Away(str(error).strip().partition("\n")[0]) from error


def totals(view: str, scope: tuple[int, ...], before: dict | None) -> tuple[dict, bytes, bytes]:
    """For those who look at a `view` from `scope`: the tick, its `totals` event whole, and what changed since `before`.

    While that page is switched off there, `off` is said once and nothing is added up.
    """
    try:
        if view in SWITCHES and not standing.is_on_in(SWITCHES[view], scope):
            return {"figures": {}, "off": True}, OFF, b"" if before and before.get("off") else OFF
        tick = TICKS[view](scope)
    except (DatabaseError, PoolTimeout) as error:
        connection.close()
        raise Away(str(error).strip().partition("\n")[0]) from error
    known = before["figures"] if before else {}
    changed = {key: figure for key, figure in tick["figures"].items() if known.get(key) != figure}
    return tick, event("totals", tick), event("totals", tick | {"figures": changed})
