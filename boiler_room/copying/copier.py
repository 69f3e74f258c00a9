"""Writes the copy and the status page on time, in a thread beside the clerk's loop.

Whatever fails here, or hangs on a disk that is gone, keeps the clerk from nothing: it is logged, noted where the
picture finds it (`models.Written`), and tried again at the next turn.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from boiler_room.copying import COPY_EVERY, STATUS_EVERY, status, truth
from boiler_room.copying.pages import pages
from boiler_room.copying.writing import write
from boiler_room.models import Written

log = logging.getLogger("fieldoffice.copier")
FIRST = 5.0  # seconds after the start: people at the door come first
LOOK = 0.5


def copy(folder: Path | None = None) -> truth.Truth:
    """Writes headquarters' copy into `folder` (else `var/copy`). Raises OSError, DatabaseError."""
    with truth.snapshot():
        found = truth.gather()
    write(folder or settings.COPY, pages(found))
    return found


@dataclass(slots=True)
class Turn:
    name: str
    every: float
    do: Callable[[], object]
    always: bool  # also while another clerk is at work, or the database is away
    due: float = 0.0


class Copier:
    """`start()` it once; `leading` says whether this process's clerk is the one at work."""

    def __init__(self):
        self.leading = False
        self.stop = threading.Event()
        self.probe = status.Probe()
        self.turns = [
            Turn("status", STATUS_EVERY, self._status, always=True),
            Turn("copy", COPY_EVERY, copy, always=False),
        ]

    def start(self) -> None:
        for turn in self.turns:
            turn.due = time.monotonic() + FIRST
        threading.Thread(target=self._run, name="copier", daemon=True).start()

    def once(self) -> None:
        for turn in self.turns:
            self._take(turn)

    def _run(self) -> None:
        while not self.stop.wait(LOOK):
            for turn in self.turns:
                if turn.due <= time.monotonic() and (turn.always or self.leading):
                    turn.due = time.monotonic() + turn.every
                    self._take(turn)
                    connection.close()  # minutes pass until the next

    def _take(self, turn: Turn) -> None:
        trouble = ""
        try:
            turn.do()
        except Exception as error:
            trouble = f"{type(error).__name__}: {error}".partition("\n")[0]
            log.warning("%s: %s", turn.name, trouble)
        try:
            Written.note(turn.name, trouble)
        except (DatabaseError, PoolTimeout) as error:
            log.warning("%s: %s", turn.name, str(error).strip().partition("\n")[0])

    def _status(self) -> None:
        status.publish(self.probe)
