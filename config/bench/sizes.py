"""How large and how long a measurement is."""

import os
from dataclasses import dataclass

PARTS = ("outbox", "load", "universe", "search", "history", "memory")


@dataclass(frozen=True)
class Sizes:
    """`past`: entries of the two offices whose latencies are compared; `rate`: exchanges a second while they are."""

    voters: int = 1_000_000
    seconds: float = 8
    rounds: int = 3
    past: tuple[int, int] = (100_000, 3_000_000)
    rate: float = 140  # what 7,000 callers need
    workers: int = max(2, min(os.cpu_count() or 2, 16))
    generators: int = 2

    @property
    def warm_up(self) -> float:
        """Seconds of load that count for nothing, until caches are full and every statement is planned."""
        return min(3, self.seconds)

    @staticmethod
    def quick(**chosen) -> "Sizes":
        """For trying: small, and its figures mean little."""
        small = {"voters": 20_000, "seconds": 2, "rounds": 1, "past": (2_000, 20_000)}
        return Sizes(**(small | chosen))
