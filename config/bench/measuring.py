"""One measurement from start to end."""

import os
import platform
import sys
import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.bench.house import House
from config.bench.sizes import Sizes

CALLED = ("outbox", "history", "pages", "paper", "crowd", "memory")  # parts that need devices


def measure(folder: Path, sizes: Sizes, parts: Collection[str]) -> dict:
    """The document with every part's figures; progress goes to standard error. Needs Django not yet set up."""
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {text}", file=sys.stderr, flush=True)

    begun = datetime.now(UTC)
    with House(folder / f"work-{os.getpid()}") as house:
        _come_in(house)
        say("a database of its own is ready")
        figures = _parts(house, sizes, parts, say)
        server = _server(house)
    return {
        "at": begun.isoformat(timespec="seconds"),
        "took_seconds": round(time.monotonic() - started, 1),
        "machine": _machine(),
        "server": server,
        "sizes": {"voters": sizes.voters, "seconds": sizes.seconds, "rounds": sizes.rounds,
                  "workers": sizes.workers, "generators": sizes.generators},
        **figures,
    }  # fmt: skip


def _parts(house: House, sizes: Sizes, parts: Collection[str], say) -> dict:
    from config.bench import callers, history, outbox, pages, paper, roll
    from config.bench.crowd import measuring as crowd

    found = {}
    files = roll.write_files(house.folder / "sample", sizes.voters, say)
    loaded = roll.load(house, files, sizes.voters, say)
    if "load" in parts:
        found["load"] = loaded
    if "universe" in parts:
        found["universe"] = roll.count(say)
    if "search" in parts:
        found["search"] = roll.search(say)
    if not set(parts) & set(CALLED):
        return found
    devices = callers.prepare(house, sizes.voters, say)
    _leave()
    if "paper" in parts and (made := paper.measure(house, sizes.voters, say)):
        found["paper"] = made
    if "outbox" in parts or "memory" in parts:
        found["outbox"], found["memory"] = outbox.measure(house, devices, sizes, say)
    if "history" in parts:
        found["history"] = history.measure(house, devices, sizes, say)
    if "pages" in parts:
        found["pages"] = pages.measure(house, sizes, say)
        _leave()
    if "crowd" in parts:
        found["crowd"] = crowd.measure(house, devices, sizes, say)
    return found


def _come_in(house: House) -> None:
    """Sets Django up on the throw-away database, with the office's clock at noon, so that voters may be called."""
    noon = datetime.now(ZoneInfo("America/New_York"))
    shift = noon.replace(hour=12, minute=0, second=0, microsecond=0) - noon
    os.environ |= {
        "FIELDOFFICE_VAR": str(house.var("fieldoffice")),
        "DATABASE_URL": house.url(),
        "FIELDOFFICE_CLOCK_SHIFT": str(shift.total_seconds()),
    }
    import django

    django.setup()
    from config import preparing

    if wrong := preparing.prepare(say=lambda text: None):
        raise RuntimeError("\n".join(wrong))


def _leave() -> None:
    """Nobody may be connected to a database that is copied."""
    from django.db import connection

    connection.close()
    connection.close_pool()


def _machine() -> dict:
    from lib.postgres import tuning

    return {
        "cores": os.cpu_count(),
        "memory_gb": round(tuning.memory() / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "python": platform.python_version(),
        "load_average": [round(one, 2) for one in os.getloadavg()],
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _server(house: House) -> dict:
    names = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")
    with house.connect() as connection:
        return {name: connection.execute(f"show {name}").fetchone()[0] for name in names}
