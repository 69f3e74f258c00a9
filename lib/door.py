"""The slot in the wall through which rooms below the front desk hand their facts in.

`front_desk` sees all rooms below it, so those rooms cannot import it. They enter facts here; the front desk
registers itself as the receiver when the program starts, and each room registers what it records:

    @door.records("team")
    def record_team(entry: door.Entry) -> None: ...

    door.enter("team", {"id": door.new_id("crew_team"), "name": "Team Maya", ...}, by=request.person)

A recorder runs in the transaction that logs the entry, and again, in the order of the log, when an office is
rebuilt from its journal. So it depends on nothing but the entry and the tables that earlier entries filled:
primary keys come in the payload, times from `entry.received_at`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from lib import clock
from lib.uuid7 import uuid7


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as a recorder sees it; `seq` is its place in the log."""

    id: UUID
    seq: int
    kind: str
    payload: dict
    person_id: int | None
    device_id: int | None
    source: str
    seen_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an entry: `recorded`, `waiting` (for a person) or `refused`, with a reason code."""

    id: UUID
    verdict: str
    reason: str = ""
    text: str = ""


class Refused(Exception):
    """Raised by a recorder for a fact that cannot be recorded: kept in the log as refused, with `reason`."""

    def __init__(self, reason: str, text: str = ""):
        super().__init__(text or reason)
        self.reason, self.text = reason, text


@dataclass(slots=True)
class _Wall:
    receiver: Callable | None = None
    recorders: dict[str, Callable[[Entry], None]] = field(default_factory=dict)


_wall = _Wall()


def receiver(function: Callable) -> Callable:
    """Registers the front desk's `receive`; there is one."""
    _wall.receiver = function
    return function


def records(kind: str) -> Callable:
    """Registers the decorated function as the recorder of entries of `kind` (at most 20 characters)."""

    def register(function: Callable[[Entry], None]) -> Callable[[Entry], None]:
        if kind in _wall.recorders and _wall.recorders[kind].__qualname__ != function.__qualname__:
            raise RuntimeError(f"two recorders for {kind}")
        _wall.recorders[kind] = function
        return function

    return register


def recorder(kind: str) -> Callable[[Entry], None] | None:
    return _wall.recorders.get(kind)


def enter(
    kind: str,
    payload: dict,
    by=None,
    source: str = "staff",
    id: UUID | None = None,
    seen_at: datetime | None = None,
) -> Verdict:
    """Enters one fact and answers its verdict; raises Refused when it was refused.

    `by` is a person (or their id) or None for the office itself. The same `id` again is absorbed.
    """
    entry = {"id": id or uuid7(), "kind": kind, "payload": payload, "seen_at": seen_at or clock.now()}
    (verdict,) = enter_many([entry], by=by, source=source)
    if verdict.verdict == "refused":
        raise Refused(verdict.reason, verdict.text)
    return verdict


def enter_many(entries: list[dict], by=None, source: str = "staff") -> list[Verdict]:
    """Enters facts in one transaction: `[{"kind", "payload", "id"?: UUID, "seen_at"?: datetime}]`.

    Meant for up to some thousands at a time; verdicts come in the order of the entries.
    """
    if _wall.receiver is None:
        raise RuntimeError("the door has no receiver: is front_desk among the installed apps?")
    present = clock.now()
    whole = [{"id": e.get("id") or uuid7(), "seen_at": e.get("seen_at") or present, **e} for e in entries]
    return _wall.receiver(whole, person_id=getattr(by, "pk", by), source=source)


def new_id(table: str, count: int = 1) -> int:
    """The next primary key of `table`, to be carried in a payload; with `count`, the first of as many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", [table, count]
        )
        ids = [row[0] for row in cursor.fetchall()]
    if ids[-1] - ids[0] != count - 1:  # another session drew in between: ask again for an unbroken run
        return new_id(table, count)
    return ids[0]
