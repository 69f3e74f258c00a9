"""How many devices an announcement has reached: pushed to, or told with an exchange. Each counts once.

Devices are noted in memory and written down together, at most once a second; a process that is killed in between
notes them again with their next exchange. When an announcement is over the number stays and the devices go.
"""

import threading
import time
from uuid import UUID

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

EVERY = 1.0  # seconds between writes of a process
WRITE = """
insert into front_desk_told (announcement_id, device_id)
select t.a, t.d from unnest(%s::uuid[], %s::bigint[]) t(a, d) join front_desk_announcement n on n.id = t.a
order by 1, 2 on conflict do nothing
"""
CLOSE = """
with over as (select a.id from front_desk_announcement a
              where a.until < real_now() - interval '2 minutes'
                and exists (select from front_desk_told t where t.announcement_id = a.id)),
     gone as (delete from front_desk_told t using over where t.announcement_id = over.id returning t.announcement_id),
     counted as (select announcement_id, count(*) as n from gone group by 1)
update front_desk_announcement a set told_n = a.told_n + c.n from counted c where c.announcement_id = a.id
"""


class Noted:
    """Pairs of announcement and device: `fresh` ones are still to be written."""

    def __init__(self):
        self.known: set[tuple[UUID, int]] = set()
        self.fresh: set[tuple[UUID, int]] = set()
        self.written, self.lock = float("-inf"), threading.Lock()

    def note(self, announcement: UUID, device: int) -> None:
        pair = (announcement, device)
        if pair not in self.known:
            with self.lock:
                self.known.add(pair)
                self.fresh.add(pair)

    def write(self, running: set[UUID], at_once: bool = False) -> None:
        """Writes what is fresh, once a second, and forgets what was noted of announcements that no longer run.

        What cannot be written now is written the next time.
        """
        with self.lock:
            if not at_once and time.monotonic() - self.written < EVERY:
                return
            self.written = time.monotonic()
            fresh, self.fresh = self.fresh, set()
            self.known = {pair for pair in self.known if pair[0] in running}
        if not fresh:
            return
        try:
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [[a for a, _device in fresh], [device for _a, device in fresh]])
        except (DatabaseError, PoolTimeout):
            with self.lock:
                self.fresh |= fresh


noted = Noted()


def close() -> int:
    """Of announcements that are over, keeps the number alone; answers of how many (a duty of the clerk)."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSE)
        return cursor.rowcount
