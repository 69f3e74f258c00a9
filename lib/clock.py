"""The one seam through which Python reads the time; `real_now()` is the same seam in SQL.

A test shifts time instead of sleeping: in this process with `shifted`, in a whole office by starting it
with `FIELDOFFICE_CLOCK_SHIFT` (seconds), which every database connection carries on.
"""

import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

SHIFT = float(os.environ.get("FIELDOFFICE_CLOCK_SHIFT") or 0)
_shift = timedelta(seconds=SHIFT)


def now() -> datetime:
    """The present, aware, in UTC."""
    return datetime.now(UTC) + _shift


@contextmanager
def shifted(seconds: float):
    """Inside the block `now()` and `real_now()` on Django's connection run `seconds` ahead."""
    global _shift
    before = _shift
    _shift += timedelta(seconds=seconds)
    try:
        _tell_database()
        yield
    finally:
        _shift = before
        _tell_database()


def _tell_database() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('fieldoffice.clock_shift', %s, false)", [str(_shift.total_seconds())]
        )
