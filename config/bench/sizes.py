"""How large and how long a measurement is."""

import os
from dataclasses import dataclass

PARTS = ("outbox", "load", "universe", "search", "history", "memory")


@dataclass(frozen=True)
class Sizes:
    """`rate`: exchanges a second while the latencies of two offices with different pasts are compared."""

    voters: int = 1_000_000
    seconds: float = 8
    rounds: int = 3
    rate: float = 140  # what 7,000 callers need
    workers: int = max(2, min(os.cpu_count() or 2, 16))
    generators: int = 2

    @property
    def past(self) -> tuple[int, int]:
        """Entries of the two offices: of a million voters 100,000 and 3 million, of fewer as many for each."""
        return self.voters // 10, self.voters * 3

    @property
    def warm_up(self) -> float:
        """Seconds of load that count for nothing, until caches are full and every statement is planned."""
        return min(3, self.seconds)

    @staticmethod
    def quick(**chosen) -> "Sizes":
        """For trying: small, and its figures mean little."""
        small = {"voters": 20_000, "seconds": 2, "rounds": 1}
        return Sizes(**(small | chosen))
