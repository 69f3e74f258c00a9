"""How often each feature is used, by area and hour: counts, and never of whom.

Each process adds up in memory and writes the sum every half minute, so that no request waits for it. What a process had
added up when it was killed is lost: these are hints to what people need, and no facts of the office.
"""

import json
import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Q, Sum
from psycopg_pool import PoolTimeout

from crew.models import Area, Use
from crew.switches import features
from lib import clock

log = logging.getLogger("fieldoffice.uses")
EVERY = 30  # seconds between two writes of a process
KEPT = timedelta(days=14)  # older counts are thrown away: a bounded table
MOST_AT_ONCE = 1000  # of one feature in one message of a device; more is a slip of its
CAMPAIGN = 0  # the "area" of those who work for the whole of it
ADD = "select crew_add_uses(%s::jsonb)"


class Tally:
    """What this process counted and has not written yet. It writes `by_itself` where config/wsgi.py says so."""

    def __init__(self):
        self.by_itself = False
        self.counts: Counter[tuple[str, int, datetime]] = Counter()
        self.lock = threading.Lock()
        self.writer: threading.Timer | None = None

    def add(self, feature: str, area: int | None, n: int = 1) -> None:
        hour = clock.now().replace(minute=0, second=0, microsecond=0)
        with self.lock:
            self.counts[feature, area or CAMPAIGN, hour] += n
            if self.by_itself and self.writer is None:
                self.writer = threading.Timer(EVERY, self._later)
                self.writer.daemon = True
                self.writer.start()

    def _later(self) -> None:
        try:
            self.write()
        except (DatabaseError, PoolTimeout) as error:
            log.warning("uses: %s; they go with the next", str(error).strip().partition("\n")[0])
        finally:
            connection.close()

    def write(self) -> None:
        """Adds what was counted to the table; when it cannot, keeps it for the next time."""
        with self.lock:
            counts, self.counts, self.writer = self.counts, Counter(), None
        if not counts:
            return
        rows = [
            {"feature": feature, "area": area, "hour": hour.isoformat(), "n": n}
            for (feature, area, hour), n in counts.items()
        ]
        try:
            with connection.cursor() as cursor:
                cursor.execute(ADD, [json.dumps(rows)])
        except (DatabaseError, PoolTimeout):
            with self.lock:
                self.counts.update(counts)
            raise


tally = Tally()


def count(feature: str, area: int | None, n: int = 1) -> None:
    """Notes that a feature was used in an area (None: for the whole campaign)."""
    tally.add(feature, area, n)


def count_told(told: dict[str, int], found: dict | None) -> None:
    """What a device of the team `found` (as `standing.of_team`) says it used; names that nobody knows are left out."""
    if not found:
        return
    for name, n in told.items():
        if features.named(name) and n > 0:
            tally.add(name, found["area"], min(n, MOST_AT_ONCE))


def forget_old() -> int:
    """Deletes counts of hours long past; the clerk's."""
    return Use.objects.filter(hour__lt=clock.now() - KEPT).delete()[0]


def sums(areas: Iterable[int] | None, since: datetime) -> dict[str, int]:
    """{feature: uses since then}, in those areas (None: everywhere, with what belongs to no area)."""
    found = Use.objects.filter(Q() if areas is None else Q(area_id__in=list(areas)), hour__gte=since)
    return dict(found.values_list("feature").annotate(n=Sum("n")))


def below(area: Area) -> list[int]:
    """Ids of an area and all below it, of those where anything was counted."""
    counted = Use.objects.values("area_id").distinct()
    return list(Area.objects.filter(pk__in=counted, lineage__contains=[area.pk]).values_list("pk", flat=True))
