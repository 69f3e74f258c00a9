"""Who takes part in a run: how many of each kind, when each is at work, and what each does in every hour."""

import random
from collections.abc import Iterator

from replay import day
from replay.sizes import NOON, Sizes

STAFF = ("captain", "data", "boiler_room")


def callers(sizes: Sizes) -> list[dict[int, int]]:
    """The calls of each caller by hour. Who comes first stays longest: at any hour as many are at work as the day asks."""
    if sizes.real_time:
        own = {hour: max(1, round(day.PACE * sizes.lasts(hour) / 3600)) for hour in hours(sizes)}
        return [dict(own) for _ in range(sizes.callers)]
    plans: list[dict[int, int]] = [{} for _ in range(sizes.callers)]
    for hour, calls in day.shared(sizes.calls, day.CALLS).items():
        at_work = max(1, min(day.at_once(sizes.callers, hour), calls))
        for n in range(at_work):
            if own := calls * (n + 1) // at_work - calls * n // at_work:
                plans[n][hour] = own
    return [plan for plan in plans if plan]


def hours(sizes: Sizes) -> list[int]:
    """The hours of a run in real time."""
    return [hour for hour in range(NOON, NOON + 24) if sizes.lasts(hour)]


def watchers(sizes: Sizes) -> list[dict[int, int]]:
    """The strikes of each watcher by hour."""
    n = sizes.watching
    plans: list[dict[int, int]] = [{} for _ in range(n)]
    by_hour = day.shared(
        sizes.strikes, {hour: sizes.lasts(hour) for hour in hours(sizes)} if sizes.real_time else day.VOTES
    )
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
