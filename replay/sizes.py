"""How large a replay is, and in which way it is acted out."""

from dataclasses import asdict, dataclass

from replay import day

DAY, PACE, SURGE = "day", "pace", "surge"
NOON = 12  # the hour at which a run in real time has everybody at work
JOINS_A_SECOND = 30  # of people who come in for --pace, before it begins


@dataclass(frozen=True)
class Sizes:
    """`callers` are those at work in the busiest hour. `batch`: results that a phone gathers before it sends them.

    `kept`: acknowledged entries that a device keeps, for an office that is restored from a copy (a phone keeps a day's).
    `width`: clients of all generator processes that act at the same time in a day that is acted out as fast as it goes.
    """

    mode: str = DAY
    calls: int = 1_200_000
    callers: int = 7_000
    strikes: int = 300_000
    watchers: int = 0  # 0: as many as the strikes need
    voters: int = 1_000_000
    seed: int = 2026
    batch: int = 5
    minutes: float = 0  # of --pace and --surge
    processes: int = 2
    width: int = 24
    troubles: bool = True
    kept: int = 20

    @property
    def watching(self) -> int:
        return self.watchers or max(1, round(self.strikes / day.STRIKES_A_WATCHER)) if self.strikes else 0

    @property
    def ramp(self) -> float:
        """Seconds in which those who begin together come in."""
        known = {SURGE: 60.0, PACE: max(10.0, self.callers / JOINS_A_SECOND)}
        return known.get(self.mode, 600.0)

    @property
    def ends(self) -> float:
        """When a run in real time is over, in seconds of the day."""
        return NOON * 3600 + 60 * self.minutes

    def lasts(self, hour: int) -> float:
        """Seconds of that hour that are acted out; in real time all are at work from noon on, for as long as asked for."""
        left = self.minutes * 60 - (hour - NOON) * 3600 if self.real_time else 3600.0
        return max(0.0, min(3600.0, left))

    @property
    def real_time(self) -> bool:
        return self.mode != DAY

    def payload(self) -> dict:
        return asdict(self)

    @staticmethod
    def for_calls(calls: int, **chosen) -> "Sizes":
        """A day of so many calls, everything else in proportion, unless chosen."""
        share = calls / Sizes.calls
        known = {
            "callers": max(4, round(Sizes.callers * share)),
            "strikes": max(8, round(Sizes.strikes * share)),
            "voters": min(Sizes.voters, max(2_000, calls * 3)),
        }
        return Sizes(
            calls=calls, **(known | {name: value for name, value in chosen.items() if value is not None})
        )
