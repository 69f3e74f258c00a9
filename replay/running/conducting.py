"""Starts the generator processes, listens to what they say, and adds it up."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from replay.office import Office
from replay.sizes import Sizes
from replay.telling.latency import Spread

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_OF_A_CORE = 0.9  # a generator process that used more was itself the limit
LATE = 0.1  # seconds of lag at p99 from which on a run in real time was not what it says it was
SHOWN_EVERY = 1.0


class Generator:
    """One process and the last that it said of itself."""

    def __init__(self, office: Office, sizes: Sizes, place: int, folder: Path):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "replay.running.process"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        for_clients = office.payload() | {
            "database_url": "",
            "journal": "",
        }  # clients know addresses and codes
        job = {
            "office": for_clients,
            "sizes": sizes.payload(),
            "place": place,
            "journal": str(folder / f"journal-{place}.tsv"),
        }
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        self.said: dict = {}

    def ready(self) -> int:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("A generator process did not start.")
        return json.loads(line)["ready"]

    def begin(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said = json.loads(line)

    def check(self) -> None:
        """Raises when it ended without its last word."""
        if not self.thread.is_alive() and not self.said.get("done"):
            raise RuntimeError("A generator process ended before the day did.")


def conduct(office: Office, sizes: Sizes, folder: Path, show: Callable[[dict], None]) -> dict:
    """Acts out a whole run; `show` gets the figures so far, about once a second. Answers those of the run."""
    generators = [Generator(office, sizes, place, folder) for place in range(sizes.processes)]
    try:
        clients = sum(one.ready() for one in generators)
        started = time.time()
        for one in generators:
            one.begin()
        while at_work := [one for one in generators if one.thread.is_alive()]:
            at_work[0].thread.join(SHOWN_EVERY)
            show(_so_far([one.said for one in generators if one.said], clients, time.time() - started))
            for one in generators:
                one.check()
    finally:
        for one in generators:
            if one.process.poll() is None:
                one.process.kill()
    return _summed([one.said for one in generators], clients, started)


def _so_far(said: list[dict], clients: int, seconds: float) -> dict:
    return {
        "seconds": seconds,
        "clients": clients,
        "at": min((one["at"] for one in said), default=0),
        "counts": dict(sum((Counter(one["counts"]) for one in said), Counter())),
        "errors": dict(sum((Counter(one["errors"]) for one in said), Counter())),
        "busiest": max((one["cpu"] / max(one["seconds"], 0.1) for one in said), default=0),
    }


def _summed(told: list[dict], clients: int, started: float) -> dict:
    took, hours = defaultdict(list), defaultdict(Counter)
    for one in told:
        for what, counts in one["took"].items():
            took[what].append(counts)
        for kind, by_hour in one["by_hour"].items():
            hours[kind].update({int(hour): n for hour, n in by_hour.items()})
    seconds = max(one["seconds"] for one in told)
    lag = Spread.summed(one["lag"] for one in told)
    busiest = max(one["cpu"] / one["seconds"] for one in told)
    return _so_far(told, clients, seconds) | {
        "started": started,
        "ended": started + seconds,
        "took": {what: Spread.summed(counts).told() for what, counts in sorted(took.items())},
        "by_hour": {kind: dict(sorted(by_hour.items())) for kind, by_hour in hours.items()},
        "lag": lag.told(),
        "journal_rows": sum(one["rows"] for one in told),
        "generator": {
            "cpu_seconds": round(sum(one["cpu"] for one in told), 1),
            "busiest_core": round(busiest, 3),
            "was_the_limit": busiest > MOST_OF_A_CORE or lag.at(0.99) > LATE,
        },
        "troubles": [line for one in told for line in one["troubles"]][:10],
        "first_errors": [line for one in told for line in one["first_errors"]][:10],
    }
