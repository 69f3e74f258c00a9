"""The day by the hour as small drawings made here: they print and need no library; numbers stand beside."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from boiler_room.models import Goal
from boiler_room.picture import Picture
from boiler_room.reads import day_of, zone

FIRST, LAST = 8, 20  # hours of the clock that are always shown
WIDTH, TOP, GROUND, LEFT, RIGHT = 620, 14, 160, 44, 8  # of a drawing, in its own units


@dataclass(slots=True)
class Column:
    """One hour: `all` is the light bar, `of_them` the dark one in front of it, each with its goal (None: none set).

    `goal` is the one of them that is drawn as a mark.
    """

    hour: int
    all: int
    of_them: int
    goal: int | None
    all_goal: int | None = None
    of_them_goal: int | None = None
    x: float = 0
    width: float = 0
    all_y: float = 0
    of_them_y: float = 0
    goal_y: float | None = None
    now: bool = False

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def all_height(self) -> float:
        return GROUND - self.all_y

    @property
    def of_them_height(self) -> float:
        return GROUND - self.of_them_y

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(slots=True)
class Panel:
    """A drawing: `lines` of the scale are (y, label)."""

    key: str
    title: str
    all_name: str
    of_them_name: str
    columns: list[Column]
    lines: list[tuple[float, str]]

    @property
    def summary(self) -> str:
        """For those who do not see it."""
        total, of_them = sum(c.all for c in self.columns), sum(c.of_them for c in self.columns)
        return f"{self.title}: {self.all_name} {total:,}, {self.of_them_name} {of_them:,}"


def chart(seen: Picture) -> list[Panel]:
    """Calls with the contacts among them, and votes with the supporters among them, of the office's day."""
    hours = _hours(seen)
    goals = _goals(seen)
    return [
        _panel(
            "calls",
            _("Calls by hour"),
            (_("calls"), _("contacts")),
            ("calls", "contacts"),
            seen,
            hours,
            goals,
        ),
        _panel(
            "votes",
            _("Votes by hour"),
            (_("all voters"), _("supporters")),
            ("voted", "supporters"),
            seen,
            hours,
            goals,
        ),
    ]


def _hours(seen: Picture) -> list[datetime]:
    since, until = day_of(seen.now)
    present = [h for h, n in seen.whole.counts.hours.items() if any(n.values())]
    shown, hour = [], since
    while hour < until:
        clock_hour = hour.astimezone(zone()).hour
        if FIRST <= clock_hour <= LAST or (present and min(present) <= hour <= max(present)):
            shown.append(hour)
        hour += timedelta(hours=1)
    return shown


def _goals(seen: Picture) -> dict[tuple[str, datetime], int]:
    since, until = day_of(seen.now)
    goals = Goal.objects.filter(hour__gte=since, hour__lt=until)
    goals = goals.filter(area__in=seen.areas) if seen.areas else goals.filter(area__parent=None)
    found: dict[tuple[str, datetime], int] = {}
    for what, hour, n in goals.values_list("what", "hour", "n"):
        found[what, hour] = found.get((what, hour), 0) + n
    return found


def _panel(key, title, names, whats, seen: Picture, hours, goals) -> Panel:
    everything, of_them = whats
    goal_for = everything if key == "calls" else of_them
    by_hour = seen.whole.counts.hours
    columns = [
        Column(
            hour=h.astimezone(zone()).hour,
            all=by_hour.get(h, {}).get(everything, 0),
            of_them=by_hour.get(h, {}).get(of_them, 0),
            goal=goals.get((goal_for, h)),
            all_goal=goals.get((everything, h)),
            of_them_goal=goals.get((of_them, h)),
            now=h <= seen.now < h + timedelta(hours=1),
        )
        for h in hours
    ]
    top = _round_up(max((max(c.all, c.of_them, c.goal or 0) for c in columns), default=0))
    step = (WIDTH - LEFT - RIGHT) / max(len(columns), 1)
    for n, column in enumerate(columns):
        column.x, column.width = round(LEFT + n * step + step * 0.14, 1), round(step * 0.72, 1)
        column.all_y, column.of_them_y = _y(column.all, top), _y(column.of_them, top)
        column.goal_y = None if column.goal is None else _y(column.goal, top)
    lines = [(_y(n, top), f"{n:,}") for n in dict.fromkeys((0, top // 2, top))]
    return Panel(key, title, *names, columns, lines)


def _y(n: int, top: int) -> float:
    return round(GROUND - (GROUND - TOP) * max(n, 0) / top, 1)


def _round_up(n: int) -> int:
    """The next of 2, 4, 6, 8, 10 times a power of ten: a scale whose middle is a plain number, too."""
    size = 10 ** max(len(str(n)) - 1, 0)
    return next((size * step for step in (1, 2, 4, 6, 8, 10) if size * step >= max(n, 10)), 10)
