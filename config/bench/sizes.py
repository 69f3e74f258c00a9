"""How large and how long a measurement is."""

import os
from dataclasses import dataclass

PARTS = ("outbox", "load", "universe", "search", "history", "pages", "paper", "crowd", "memory")
CALLS_A_DAY, PEAK = 1_200_000, 0.13  # of 7,000 callers, and the share of their best hour (17 to 18 h)


@dataclass(frozen=True)
class Sizes:
    """`rate`: exchanges a second while the latencies of two offices with different pasts are compared.

    The crowd: `screens` that listen, `batches` of strikes and `calls` a second, for `crowd_seconds`.
    """

    voters: int = 1_000_000
    seconds: float = 8
    rounds: int = 3
    rate: float = 140  # what 7,000 callers need
    workers: int = max(2, min(os.cpu_count() or 2, 16))
    generators: int = 2
    screens: int = 5000
    batches: float = 60  # of five strikes: 37,000 watchers in their busiest hour
    calls: float = CALLS_A_DAY * PEAK / 3600
    crowd_seconds: float = 60

    @property
    def past(self) -> tuple[int, int]:
        """Entries of the two offices: of a million voters 100,000 and 3 million, of fewer as many for each."""
        return self.voters // 10, self.voters * 3

    @property
    def logged(self) -> tuple[int, int]:
        """Entries of the two offices whose pages are looked at: for a million voters 100,000 and 10 million."""
        return self.voters // 10, self.voters * 10

    @property
    def warm_up(self) -> float:
        """Seconds of load that count for nothing, until caches are full and every statement is planned."""
        return min(3, self.seconds)

    @property
    def crowd_warm_up(self) -> float:
        return min(5, self.crowd_seconds)

    @staticmethod
    def quick(**chosen) -> "Sizes":
        """For trying: small, and its figures mean little."""
        small = {"voters": 20_000, "seconds": 2, "rounds": 1, "screens": 200, "crowd_seconds": 5}
        return Sizes(**(small | chosen))
