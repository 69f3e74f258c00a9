"""The office's clerk: small duties in a loop, done by one process at a time.

Any clerk may be killed at any moment and another started: each duty takes up from what it finds. Which
process is at work is decided by a lock of its database session, which falls with the session.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from boiler_room import folding
from boiler_room.copying.copier import Copier
from crew.switches import uses
from front_desk.announcing import told
from front_desk.journal import Damaged, Journal

log = logging.getLogger("fieldoffice.clerk")
LEADER = 7303  # advisory lock of the clerk at work
TICK = 0.2  # seconds
LAPSE_AT_ONCE = 500  # holds
BATCHES_A_TICK = 5  # of the journal, so that a long backlog does not keep the other duties waiting


@dataclass(slots=True)
class Duty:
    name: str
    every: float  # seconds
    do: Callable[[], object]
    due: float = 0.0


class Clerk:
    """`run()` works until `stop` is set; `turn()` does what is due once.

    What takes longer than a moment, headquarters' copy and the status page, is done beside it by a thread (`copying/`).
    """

    def __init__(self, folder: Path | None = None):
        self.folder = folder or settings.JOURNAL
        self.journal: Journal | None = None
        self.stop = False
        self.copier = Copier()
        self.duties = [
            Duty("beat", TICK, self.beat),
            Duty("journal", TICK, self.ship),
            Duty("totals", TICK, folding.fold),
            Duty("lapse", 1.0, self.lapse),
            Duty("share", 5.0, self.gauge),
            Duty("map", 5.0, folding.recount_if_map_changed),
            Duty("uses", 3600.0, uses.forget_old),
            Duty("told", 60.0, told.close),
        ]

    def run(self) -> None:
        leading = False
        self.copier.start()
        while not self.stop:
            try:
                leading = self.copier.leading = leading or self._lead()
                if leading:
                    self.turn(time.monotonic())
            except (DatabaseError, PoolTimeout) as error:
                log.warning("the database is away (%s); trying again", str(error).strip().partition("\n")[0])
                leading = self.copier.leading = False
                self._let_go()
                time.sleep(1)
            time.sleep(TICK if leading else 1)
        self.copier.stop.set()
        self._let_go()

    def turn(self, now: float) -> None:
        """Does every duty that is due at `now` (monotonic seconds). One that fails keeps no other."""
        for duty in self.duties:
            if duty.due > now:
                continue
            duty.due = now + duty.every
            try:
                duty.do()
            except (DatabaseError, OSError, Damaged) as error:
                log.warning("%s: %s", duty.name, str(error).strip().partition("\n")[0])
                duty.due = now + max(duty.every, 5)
                if not connection.is_usable():
                    raise

    def _lead(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("set statement_timeout = '10s'; set lock_timeout = '1s'")
            cursor.execute("select pg_try_advisory_lock(%s)", [LEADER])
            return cursor.fetchone()[0]

    def _let_go(self) -> None:
        if self.journal:
            self.journal.close()
            self.journal = None
        connection.close()
        if pool := getattr(connection, "pool", None):
            pool.check()  # sessions that died with the server are thrown away

    def beat(self) -> None:
        _call("select office_beat()")

    def ship(self) -> int:
        if self.journal is None:
            self.journal = Journal(self.folder)
        shipped = 0
        for _ in range(BATCHES_A_TICK):
            shipped += (n := self.journal.ship())
            if not n:
                break
        return shipped

    def lapse(self) -> int:
        return _call("select lists_lapse(%s)", LAPSE_AT_ONCE)

    def gauge(self) -> int:
        return _call("select boiler_room_gauge()")


def _call(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
