"""Loading the voter file against bare COPY, then counting universes and searching on what was loaded."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from config.bench import figures
from config.bench.house import ROOT, House

QUESTIONS = {
    "supporters with a phone": [
        {"field": "support", "from": 1, "to": 2},
        {"field": "phone", "is": True},
    ],
    "supporters who may not turn out, not voted yet": [
        {"field": "support", "from": 1, "to": 2},
        {"field": "turnout", "from": 20, "to": 80},
        {"field": "phone", "is": True},
        {"field": "status", "in": ["active"]},
        {"field": "voted", "is": False},
    ],
    "Spanish speakers under 35": [
        {"field": "lang", "in": ["es"]},
        {"field": "age", "to": 34},
    ],
    "voted in one of the last four": [{"field": "history", "at_least": 1, "last": 4}],
    "not attempted since yesterday": [
        {"field": "support", "from": 1, "to": 3},
        {"field": "attempted", "is": False, "hours": 24},
    ],
}
SAID = {"history": "votes of past elections", "append": "scores", "polling-places": "polling places"}
REPEATS = 3


def write_files(folder: Path, voters: int, say: Callable[[str], None]) -> dict[str, Path]:
    """The sample county's files by role."""
    command = [sys.executable, "-m", "config.cli", "sample", str(folder), "--voters", str(voters), "--json"]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True
    )
    files = json.loads(done.stdout.splitlines()[-1])["files"]
    say(f"{voters:,} voters invented, {Path(files['voters']).stat().st_size / 1e6:,.0f} MB")
    return {role: Path(path) for role, path in files.items()}


def load(house: House, files: dict[str, Path], voters: int, say: Callable[[str], None]) -> dict:
    """Takes the files in as `./fieldoffice load` does; the voter file against the clock, and bare COPY beside it."""
    before = bare_copy(house, files["voters"])
    steps = take_in(files["voters"], "voters")
    after = bare_copy(house, files["voters"])
    seconds, bare = sum(steps.values()), (before + after) / 2
    say(f"voter file: {seconds:.1f} s with all checks, {bare:.1f} s as bare COPY")
    figure = {
        "voters": voters,
        "bytes": files["voters"].stat().st_size,
        "seconds": round(seconds, 3),
        "steps": {name: round(took, 2) for name, took in steps.items()},
        "rows_a_second": round(voters / seconds),
        "bare_seconds": [round(before, 3), round(after, 3)],
        "bare_rows_a_second": round(voters / bare),
        "ratio": figures.ratio(bare, seconds),
        "aim": {"ratio": 0.2, "rows_a_second": 40_000},
    }
    for role in SAID:
        took = sum(take_in(files[role], role).values())
        say(f"{SAID[role]}: {took:.1f} s")
        figure[f"{role}_seconds"] = round(took, 2)
    return figure


def bare_copy(house: House, path: Path) -> float:
    """Seconds that COPY of the same bytes into text columns takes, committed to disk, by a client that does nothing."""
    with path.open("rb") as file, house.connect() as connection:
        columns = len(file.readline().split(b"\t"))
        names = ", ".join(f"c{n} text" for n in range(columns))
        connection.execute("drop table if exists bench_bare")
        connection.execute(f"create table bench_bare ({names})")
        file.seek(0)
        started = time.monotonic()
        # Quoted as the state writes it, in Latin-1: the server decodes and unquotes, and checks nothing.
        with connection.cursor().copy(
            "copy bench_bare from stdin (format csv, delimiter E'\\t', header, encoding 'LATIN1')"
        ) as copy:
            while block := file.read(1 << 20):
                copy.write(block)
        took = time.monotonic() - started
        connection.execute("drop table bench_bare")
    return took


def take_in(path: Path, role: str) -> dict[str, float]:
    """Seconds of each step of a load: kept, offered and read; accepted."""
    from lib import clock
    from roll.loading import choosing, keeping, steps

    started = time.monotonic()
    sha256, size = keeping.keep_file(path)
    layout = choosing.choose(keeping.path_of(sha256), path.name, role, "NC")
    wipe_on = clock.now().date() + timedelta(days=1)
    staged = steps.offer(sha256, size, path.name, layout, "invented", "measurement", wipe_on)
    staged = steps.read(staged)
    if staged.state == "failed":
        raise RuntimeError(f"{path.name}: {staged.error}")
    read = time.monotonic()
    steps.accept(staged, even_so=True)
    return {"read": read - started, "accept": time.monotonic() - read}


def count(say: Callable[[str], None]) -> dict:
    """Universe counts over everyone, against a plain count of the table's rows; the median of some runs each."""
    from django.db import connection

    from lists import counting
    from lists.question import checked

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from roll_voter")

    bare = _median_seconds(plain)
    found = {}
    for name, asks in QUESTIONS.items():
        question = checked({"all": asks})
        try:
            voters = counting.voters(question, None)
            seconds = _median_seconds(lambda question=question: counting.voters(question, None))
        except counting.TooSlow:  # the page says so to whoever asks; so do we
            found[name] = {"voters": None, "ms": None, "ratio": 0.0}
            say(f"universe count: stopped after {counting.PATIENCE} for {name}")
            continue
        ms = round(1000 * seconds, 1)
        found[name] = {"voters": voters, "ms": ms, "ratio": figures.ratio(bare, seconds)}
        say(f"universe count: {ms:.0f} ms for {name}")
    return {
        "bare_ms": round(1000 * bare, 1),
        "questions": found,
        "ratio": min(one["ratio"] for one in found.values()),
    }


def search(say: Callable[[str], None]) -> dict:
    """Searches by each way in; the slowest of some runs each, the first (cold) one among them."""
    from roll import searching
    from roll.models import Phone, Voter

    some = list(Voter.objects.exclude(address="").order_by("-id")[:3])
    numbers = list(Phone.objects.order_by("-number").values_list("number", flat=True)[:3])
    asked = {
        "name": [f"{v.first_name} {v.last_name}" for v in some],
        "surname alone": [v.last_name for v in some],
        "mistyped name": [
            f"{v.first_name} {v.last_name[:-2] + v.last_name[-1:] + v.last_name[-2:-1]}" for v in some
        ],
        "address": [v.address for v in some],
        "phone": [number.removeprefix("+1") for number in numbers],
        "id": [v.source_id for v in some],
    }
    found = {}
    for way, texts in asked.items():
        took = []
        for text in texts:
            started = time.monotonic()
            searching.search(text)
            took.append(time.monotonic() - started)
        found[way] = {"slowest_ms": round(1000 * max(took), 1)}
    slowest = max(one["slowest_ms"] for one in found.values())
    say(f"search: {slowest:.0f} ms at the slowest")
    return {"ways": found, "slowest_ms": slowest, "aim_ms": 100, "ratio": figures.ratio(100, slowest)}


def _median_seconds(act: Callable[[], object]) -> float:
    took = []
    for _ in range(REPEATS):
        started = time.monotonic()
        act()
        took.append(time.monotonic() - started)
    return median(took)
