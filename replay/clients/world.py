"""What the clients of one process share: the way to the office, the day's turns, the journal, figures for the screen."""

import time
from collections import Counter, defaultdict

from replay import day
from replay.journal import Journal
from replay.office import Office
from replay.sizes import Sizes
from replay.stage import Stage
from replay.telling.latency import Spread
from replay.wire.http import Wire


class World:
    def __init__(self, office: Office, sizes: Sizes, stage: Stage, journal: Journal):
        self.office, self.sizes, self.stage, self.journal = office, sizes, stage, journal
        self.wire = Wire(office.url)
        self.took: dict[str, Spread] = defaultdict(Spread)  # by what was asked
        self.by_hour: dict[str, Counter] = defaultdict(
            Counter
        )  # calls, strikes: entries acknowledged by hour acted out
        self.errors: Counter = Counter()
        self.first_errors: list[str] = []
        self.counts: Counter = Counter()
        self.lists: dict[int, list] = {}  # a post's list, once for all who stand there: [(precinct, code)]

    @property
    def closes(self) -> float:
        """When the day acted out is over."""
        return self.sizes.ends if self.sizes.real_time else day.CLOSES * 3600

    @property
    def hour(self) -> int:
        return int(self.stage.now // 3600)

    def wall(self) -> float:
        """The office's time by a clock that is right: what `at` means in the journal is this without the shift."""
        return time.time() + self.office.shift

    def answered(self, what: str, seconds: float, status: int, said: bytes = b"") -> None:
        """`status` 0: no answer came."""
        self.counts["requests"] += 1
        self.took[what].add(seconds)
        if status >= 400 or not status:
            self.errors[f"{what}: {status or 'no answer'}"] += 1
            told = (
                f"{status} {said[:300].decode(errors='replace')}"
                if status
                else f"no answer after {seconds:.1f} s"
            )
            self.first_errors = [*self.first_errors[:9], f"{what}: {told}"]
