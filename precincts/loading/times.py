"""Days and times of day as people write them in files about opening hours."""

import re
from datetime import date, datetime, time, timedelta, timezone

from roll.layout import Layout
from roll.loading import values

CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?(?::\d\d)?\s*(?P<half>[ap])?\.?\s*(?:m\.?)?", re.IGNORECASE
)
NOON, MIDNIGHT = ("NOON", "12 NOON"), ("MIDNIGHT", "24:00", "24:00:00")
# The specification's time with its zone, as a regular expression: `TimeWithZone` of hours_open.
WITH_ZONE = re.compile(r"(?P<h>[01]\d|2[0-4]):(?P<m>[0-5]\d):[0-5]\d(?P<zone>Z|[+-](?:0\d|1[0-4]):[0-5]\d)")


def day(raw: str, layout: Layout) -> date | None:
    """2026-11-03, 11/03/2026 and as the layout says; None for anything else."""
    return values.day(raw, layout)[0]


def clock(raw: str) -> time | None:
    """6:30, 06:30:00, 6:30 AM, 7pm, noon, midnight (which is 0:00); None for anything else."""
    text = raw.strip().upper()
    if text in NOON:
        return time(12)
    if text in MIDNIGHT:
        return time(0)
    found = CLOCK.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "P" else 0)
    elif found["m"] is None:
        return None  # a bare "7" is morning to one and evening to another
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment(on: date, raw: str) -> datetime | None:
    """A day and a time with its offset from UTC (`07:00:00-05:00`, `24:00:00Z`); None for anything else."""
    found = WITH_ZONE.fullmatch(raw.strip())
    if not found or (found["h"] == "24" and found["m"] != "00"):
        return None
    offset = timedelta(0)
    if found["zone"] != "Z":
        hours, minutes = int(found["zone"][1:3]), int(found["zone"][4:])
        offset = (1 if found["zone"][0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)
    start = datetime(on.year, on.month, on.day, tzinfo=timezone(offset))
    return start + timedelta(hours=int(found["h"]), minutes=int(found["m"]))
