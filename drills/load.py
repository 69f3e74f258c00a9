"""Replay's clients at work beside the drill, and what they wrote down of it."""

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from drills.office import until
from replay.office import Office as Known
from replay.running.conducting import conduct
from replay.sizes import Sizes


class Stopped(Exception):
    """The load was told to end before its day did."""


class Load:
    """A day of `sizes`, in a thread; the generator processes are others. `figures` once it is over, or `trouble`."""

    def __init__(self, known: Known, sizes: Sizes, folder: Path):
        self.known, self.sizes, self.folder = known, sizes, folder
        self.counts: dict = {}
        self.figures: dict | None = None
        self.trouble: Exception | None = None
        self.stopping = False
        self.thread = threading.Thread(target=self._act, daemon=True)

    def _act(self) -> None:
        try:
            self.figures = conduct(self.known, self.sizes, self.folder, self._show)
        except Exception as trouble:
            self.trouble = trouble

    def _show(self, figures: dict) -> None:
        if self.stopping:
            raise Stopped("the load was stopped: it did not end in its time")
        self.counts = figures["counts"]

    @property
    def calls(self) -> int:
        return self.counts.get("attempt", 0)

    @property
    def over(self) -> bool:
        return not self.thread.is_alive()

    def reach(self, share: float, seconds: float) -> None:
        """Waits until that part of the day's calls is in."""
        until(
            lambda: self.over or self.calls >= share * self.sizes.calls, seconds, f"{share:.0%} of the calls"
        )
        if self.over:
            raise RuntimeError(f"The load was over before anything was broken: {self.trouble or 'too small'}")

    def go_on(self, more: int, seconds: float) -> int:
        """Waits until so many more calls were acknowledged, or all of them; how many there are now."""
        before = self.calls
        until(lambda: self.over or self.calls >= before + more, seconds, f"{more} more calls")
        return self.calls - before

    def end(self, seconds: float) -> dict:
        """The figures of the day; it is stopped when it takes longer."""
        self.thread.join(seconds)
        if self.thread.is_alive():
            self.stopping = True
            self.thread.join(30)
        if self.figures is None:
            raise self.trouble or TimeoutError(f"The clients' day did not end within {seconds:.0f} s")
        return self.figures


def answered(folder: Path) -> list[float]:
    """When clients had a good answer to an exchange, in order; seconds since 1970."""
    return sorted(float(row[2]) for row in _rows(folder) if row[0] == "x" and row[9].startswith("200"))


def longest_pause(folder: Path, since: float, till: float) -> float:
    """Seconds for which nobody had an answer, between the break and the end of the story or of the clients' day."""
    times = answered(folder)
    till = min(till, times[-1]) if times else till
    times = [since, *(at for at in times if since < at < till), max(till, since)]
    return max(later - sooner for sooner, later in pairwise(times))


def _rows(folder: Path) -> Iterator[list[str]]:
    for path in folder.glob("journal-*.tsv"):
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n").split("\t")


def now() -> float:
    """The clock that clients write down."""
    return time.time()
