"""What is made of the measured numbers: shares, percentiles, ratios, and the lines that people read."""

from collections.abc import Sequence


def ratio(ours: float, bare: float) -> float | None:
    """How much of `bare` is reached; None when that was nothing."""
    return round(ours / bare, 3) if bare else None


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; 0.0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def latencies(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds, for people."""
    shown = {"p50_ms": 0.5, "p90_ms": 0.9, "p99_ms": 0.99}
    return {name: round(1000 * percentile(seconds, share), 2) for name, share in shown.items()}


def without(rate: float, preparing: float) -> float:
    """The rate of a loop of two steps on a saturated machine, had the step not been that runs at `preparing` alone."""
    if not rate or not preparing or preparing <= rate:
        return rate
    return 1 / (1 / rate - 1 / preparing)


def shares(seconds: dict[str, float], wall: float, cores: int) -> dict[str, float]:
    """CPU seconds by role as shares of the whole machine over `wall` seconds."""
    return {role: round(used / (wall * cores), 3) for role, used in seconds.items()}


def met(value: float | None, aim: float, at_most: bool = False) -> str:
    """A mark for people: whether an aim was reached."""
    if value is None:
        return "not measured"
    return "reached" if (value <= aim if at_most else value >= aim) else "MISSED"
