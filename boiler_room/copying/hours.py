"""The day by the hour as a table: what was done beside what was planned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from boiler_room.charting import FIRST, LAST
from boiler_room.models import Goal, What
from boiler_room.reads import Counts, day_of, zone

Goals = dict[tuple[datetime, str], int]  # (hour, what): n


@dataclass(slots=True)
class Hour:
    """`cells` are (done, goal or None) in the order of What; `now`: it is not over yet."""

    at: datetime
    now: bool
    cells: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def clock(self) -> int:
        return self.at.astimezone(zone()).hour


def planned(areas: list[int], now: datetime) -> dict[int, Goals]:
    """Goals of the office's day around `now`, by area; every area asked for is in the answer."""
    since, until = day_of(now)
    found: dict[int, Goals] = defaultdict(dict) | {area: {} for area in areas}
    rows = Goal.objects.filter(area__in=areas, hour__gte=since, hour__lt=until)
    for area, hour, what, n in rows.values_list("area", "hour", "what", "n"):
        found[area][hour, what] = n
    return found


def by_hour(counts: Counts, goals: Iterable[Goals], now: datetime) -> list[Hour]:
    """The usual hours, and all others in which something was done or planned; goals of several areas add up."""
    goal: dict[tuple[datetime, str], int] = defaultdict(int)
    for one in goals:
        for key, n in one.items():
            goal[key] += n
    busy = {hour for hour, done in counts.hours.items() if any(done.values())}
    busy |= {hour for (hour, _what), n in goal.items() if n}
    since, until = day_of(now)
    rows, hour = [], since
    while hour < until:
        if hour in busy or FIRST <= hour.astimezone(zone()).hour <= LAST:
            done = counts.hours.get(hour, {})
            cells = [(done.get(what, 0), goal.get((hour, what))) for what in What.values]
            rows.append(Hour(hour, hour <= now < hour + timedelta(hours=1), cells))
        hour += timedelta(hours=1)
    return rows
