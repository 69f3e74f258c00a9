"""How large a replay is, and in which way it is acted out."""

from dataclasses import asdict, dataclass

from replay import day

DAY, PACE, SURGE = "day", "pace", "surge"


@dataclass(frozen=True)
class Sizes:
    """`callers` are those at work in the busiest hour. `batch`: results that a phone gathers before it sends them.

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

    @property
    def watching(self) -> int:
        return self.watchers or max(1, round(self.strikes / day.STRIKES_A_WATCHER)) if self.strikes else 0

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
