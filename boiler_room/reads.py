"""Counts by area and hour: folded totals and the tail behind them, in one snapshot (`sql/counts.sql`)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from boiler_room.models import EVER, KNOWN, What
from lib import clock

COUNTS = "select area_id, hour, what, n from boiler_room_counts(%s, %s, %s)"
WHATS = (*What.values, KNOWN)
WHOLE = 0  # the "area" that is the whole campaign


@dataclass(slots=True)
class Counts:
    """Of one area: `ever` by WHATS, `day` by What, `hours` {hour: {what: n}} of the day asked for."""

    ever: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WHATS, 0))
    day: dict[str, int] = field(default_factory=lambda: dict.fromkeys(What.values, 0))
    hours: dict[datetime, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def zone() -> ZoneInfo:
    """The office's own time zone, in which its days begin."""
    return ZoneInfo(settings.TIME_ZONE)


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """First instant of the office's day around `moment`, and of the next."""
    date = moment.astimezone(zone()).date()
    starts = [datetime.combine(d, time(0), zone()).astimezone(UTC) for d in (date, date + timedelta(days=1))]
    return starts[0], starts[1]


def counts(areas: Iterable[int], moment: datetime | None = None) -> dict[int, Counts]:
    """Counts of each area (WHOLE for the campaign) that has any, for the office's day around `moment`."""
    since, until = day_of(moment or clock.now())
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [list(areas), since, until])
        rows = cursor.fetchall()
    found: dict[int, Counts] = defaultdict(Counts)
    for area, hour, what, n in rows:
        if hour == EVER:
            found[area].ever[what] = n
        else:
            found[area].hours[hour][what] = n
            found[area].day[what] += n
    return dict(found)


def summed(of: Iterable[Counts]) -> Counts:
    """Counts of several areas that do not overlap, taken together."""
    total = Counts()
    for one in of:
        for what in WHATS:
            total.ever[what] += one.ever[what]
        for what in What.values:
            total.day[what] += one.day[what]
        for hour, by_what in one.hours.items():
            for what, n in by_what.items():
                total.hours[hour][what] = total.hours[hour].get(what, 0) + n
    return total
