"""Who takes part in a run: how many of each kind, when each is at work, and what each does in every hour."""

import random
from collections.abc import Iterator

from replay import day
from replay.sizes import PACE, SURGE, Sizes

STAFF = ("captain", "data", "boiler_room")


def callers(sizes: Sizes) -> list[dict[int, int]]:
    """The calls of each caller by hour. Who comes first stays longest: at any hour as many are at work as the day asks."""
    if sizes.mode in (PACE, SURGE):
        hours = {hour: round(day.PACE * part) for hour, part in _real_hours(sizes).items()}
        return [{hour: max(1, calls) for hour, calls in hours.items()} for _ in range(sizes.callers)]
    plans: list[dict[int, int]] = [{} for _ in range(sizes.callers)]
    for hour, calls in day.shared(sizes.calls, day.CALLS).items():
        at_work = max(1, min(day.at_once(sizes.callers, hour), calls))
        for n in range(at_work):
            if own := calls * (n + 1) // at_work - calls * n // at_work:
                plans[n][hour] = own
    return [plan for plan in plans if plan]


def _real_hours(sizes: Sizes) -> dict[int, float]:
    """In real time all are at work from noon on, for as long as was asked for: {hour: part of it}."""
    left, hour, out = sizes.minutes / 60, 12, {}
    while left > 0:
        out[hour] = min(1.0, left)
        left -= 1
        hour += 1
    return out


def watchers(sizes: Sizes) -> list[dict[int, int]]:
    """The strikes of each watcher by hour."""
    n = sizes.watching
    plans: list[dict[int, int]] = [{} for _ in range(n)]
    if sizes.real_time:
        by_hour = {
            h: round(sizes.strikes * part / max(1, len(_real_hours(sizes))))
            for h, part in _real_hours(sizes).items()
        }
    else:
        by_hour = day.shared(sizes.strikes, day.VOTES)
    for hour, strikes in by_hour.items():
        for k in range(n):
            plans[k][hour] = strikes * (k + 1) // n - strikes * k // n
    return plans


def booked(sizes: Sizes) -> int:
    """How many had to be booked for so many to come, by the field's flake rate; drawn with the run's seed."""
    flake = random.Random(f"{sizes.seed}/flakes").uniform(*day.FLAKES)
    return round(sizes.callers / (1 - flake))


def of_process(sizes: Sizes, place: int) -> Iterator[tuple[str, int, dict[int, int] | None]]:
    """(kind, number, plan) of those whom generator process `place` of `sizes.processes` acts out.

    Numbers are the same however many processes there are, so a run is the same run.
    """
    number = 0
    for kind, plans in (("caller", callers(sizes)), ("watcher", watchers(sizes))):
        for plan in plans:
            number += 1
            if number % sizes.processes == place:
                yield kind, number, plan
    for kind in STAFF:
        number += 1
        if place == 0:
            yield kind, number, None
