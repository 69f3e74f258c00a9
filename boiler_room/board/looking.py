"""The board from one place in the map: supporters' votes against win number and plan, by area and by the hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from boiler_room import goals
from boiler_room.board import reads
from boiler_room.board.places import Polls, polls
from boiler_room.board.reads import Turnout
from boiler_room.models import Goal, What
from boiler_room.picture import Picture, picture
from boiler_room.reads import day_of, zone
from crew.models import Area


@dataclass(slots=True)
class Hour:
    """One hour of today. `votes` and `plan` within it, `banked` and `expected` at its end over all days.

    `votes` and `banked` are None for hours to come, `plan` and `expected` where no plan is. `now`: it is running.
    """

    start: datetime
    votes: int | None
    plan: int | None
    banked: int | None
    expected: int | None
    now: bool

    @property
    def clock(self) -> int:
        return self.start.astimezone(zone()).hour

    @property
    def against(self) -> int | None:
        """Votes more or fewer than expected at its end; None before it has ended."""
        if self.now or self.banked is None or self.expected is None:
            return None
        return self.banked - self.expected


@dataclass(slots=True)
class Board:
    seen: Picture
    whole: Turnout
    areas: list[tuple[Area, Turnout]]  # furthest behind first
    hours: list[Hour]
    polls: Polls


def board(areas: tuple[int, ...]) -> Board:
    """From `areas` that do not overlap; () is the whole campaign."""
    seen = picture(areas)
    tops = areas or reads.roots()
    wins = goals.wins([*tops, *(row.area.pk for row in seen.rows)])
    whole = reads.against(reads.of_counts(seen.whole.counts.ever), seen.whole.plan, _summed(wins, tops))
    rows = [
        (row.area, reads.against(reads.of_counts(row.counts.ever), row.plan, wins.get(row.area.pk)))
        for row in seen.rows
    ]
    rows.sort(key=lambda one: _urgency(one[1]))
    return Board(seen, whole, rows, hours(seen, whole, tops), polls(areas))


def hours(seen: Picture, whole: Turnout, tops: tuple[int, ...]) -> list[Hour]:
    """Today's hours, from the first to the last in which votes came or are planned."""
    since, until = day_of(seen.now)
    planned = Goal.objects.filter(area__in=tops, what=What.SUPPORTERS)
    before, by_hour = 0, {}
    for hour, n in planned.filter(hour__lt=until).values_list("hour", "n"):
        if hour < since:
            before += n
        else:
            by_hour[hour] = by_hour.get(hour, 0) + n
    votes = {h: n[What.SUPPORTERS] for h, n in seen.whole.counts.hours.items() if n.get(What.SUPPORTERS)}
    marked = sorted({h for h, n in by_hour.items() if n} | set(votes))
    if not marked:
        return []
    banked, expected, found = whole.banked - sum(votes.values()), before, []
    hour = marked[0]
    while hour <= marked[-1]:
        past = hour <= seen.now
        expected += by_hour.get(hour, 0)
        banked += votes.get(hour, 0)
        found.append(
            Hour(
                hour,
                votes.get(hour, 0) if past else None,
                by_hour.get(hour, 0) if by_hour else None,
                banked if past else None,
                expected if by_hour or before else None,
                hour <= seen.now < hour + timedelta(hours=1),
            )
        )
        hour += timedelta(hours=1)
    return found


def _urgency(one: Turnout) -> tuple:
    """Behind first, by votes; then those of which nothing is expected; then the rest, the furthest ahead last."""
    if one.against is None:
        return (1, -(one.needed or 0))
    return (0 if one.against < 0 else 2, one.against)


def _summed(wins: dict[int, int], tops: tuple[int, ...]) -> int | None:
    """The win number of several areas together; None unless each has one."""
    return sum(wins[pk] for pk in tops) if tops and all(pk in wins for pk in tops) else None
