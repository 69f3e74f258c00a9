"""A campaign's plan, and what it needs."""

import math
from dataclasses import asdict, dataclass

from config.capacity import measured


@dataclass(frozen=True)
class Plan:
    """`calls` and `strikes` of the busiest day; `booked`: volunteers booked for its shifts; `screens`: staff and big ones."""

    voters: int
    calls: int
    strikes: int = 0
    watchers: int = 0
    days: int = 4
    screens: int = 50

    @classmethod
    def of_volunteers(cls, volunteers: int, **rest) -> "Plan":
        """So many booked for one shift each on the busiest day, by telephone."""
        calls = volunteers * measured.COMES * measured.SHIFT_HOURS * measured.DIALS_AN_HOUR
        return cls(calls=round(calls), **rest)


@dataclass(frozen=True)
class Need:
    """Of the busiest hour, unless it says otherwise. Cores are what the forecast uses; `cores_to_have` carry TIMES as much."""

    callers_at_once: int
    calls_a_second: float
    strikes_a_second: float
    live_lines: int
    cores_calls: float
    cores_strikes: float
    cores_to_have: int
    live_memory_mb: int
    memory_gb: int
    disk_gb: int
    journal_gb: float
    load_minutes: float
    mind: tuple[str, ...]  # where one machine ends, or nobody has looked yet: lines, web, divide

    def as_json(self) -> dict:
        return asdict(self)


def need(plan: Plan) -> Need:
    """What `plan` asks for. Every line of it stands in docs/capacity.md with its arithmetic."""
    calls = plan.calls * measured.BUSIEST_CALLS / 3600
    strikes = plan.strikes * measured.BUSIEST_VOTES / 3600
    callers = math.ceil(plan.calls * measured.BUSIEST_CALLS / measured.DIALS_AN_HOUR)
    lines = callers + plan.watchers + plan.screens
    cores_calls, cores_strikes = calls * measured.CALL, strikes * measured.STRIKE
    at_work = (cores_calls + cores_strikes) * measured.TIMES + measured.BACK_OFFICE
    cores = max(2, math.ceil(at_work / measured.BUSY))
    facts = (plan.calls + plan.strikes) * plan.days
    data = plan.voters * measured.VOTER + facts * measured.FACT
    live_mb = math.ceil(lines * measured.SCREEN_KB / 1024)
    return Need(
        callers_at_once=callers, calls_a_second=round(calls, 1), strikes_a_second=round(strikes, 1), live_lines=lines,
        cores_calls=round(cores_calls, 2), cores_strikes=round(cores_strikes, 2), cores_to_have=cores,
        live_memory_mb=live_mb,
        memory_gb=max(2, _up(1 + live_mb / 1024 + data / 2**30)),  # what is used all day lies in memory
        disk_gb=max(20, _up(3 * data / 2**30 + 8)),  # a file being loaded, the log of changes, room to breathe
        journal_gb=round(facts * measured.JOURNAL / 2**30, 1),
        load_minutes=round(plan.voters / measured.LOAD_ROWS / 60, 1),
        mind=tuple(_mind(cores, lines, data)),
    )  # fmt: skip


def _mind(cores: int, lines: int, data: float):
    if lines > measured.LINES_TRIED:
        yield "lines"
    if cores > 16:
        yield "web"
    if cores > 32 or data > 256 * 2**30:
        yield "divide"


def _up(gb: float) -> int:
    """The next size in which machines are sold."""
    return 2 ** max(0, math.ceil(math.log2(gb)))
