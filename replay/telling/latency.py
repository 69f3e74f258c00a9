"""How long things took: counts in steps of four percent, so that millions of them are added up and sent cheaply."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

FIRST, STEP, STEPS = 0.0001, 1.04, 360  # seconds: from a tenth of a millisecond to two minutes
EDGES = [FIRST * STEP**n for n in range(STEPS)]


class Spread:
    def __init__(self, counts: dict[int, int] | None = None):
        self.counts = Counter(counts or {})

    def add(self, seconds: float) -> None:
        self.counts[bisect_right(EDGES, seconds)] += 1

    def payload(self) -> dict[str, int]:
        return {str(step): n for step, n in self.counts.items()}

    @staticmethod
    def summed(payloads: Iterable[dict[str, int]]) -> "Spread":
        total: Counter = Counter()
        for one in payloads:
            total.update({int(step): n for step, n in one.items()})
        return Spread(total)

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    def at(self, share: float) -> float:
        """Seconds that this share of them did not exceed, to within a step; 0.0 of nothing."""
        left = share * self.n
        for step, n in sorted(self.counts.items()):
            left -= n
            if left <= 0:
                return EDGES[min(step, STEPS - 1)]
        return 0.0

    def told(self) -> dict[str, float]:
        """Milliseconds, for people."""
        shown = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}
        return {"n": self.n} | {name: round(1000 * self.at(share), 1) for name, share in shown.items()}
