"""One look each: what must hold, whether it does, and what to do. Findings are the doctor's."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from config.doctor.finding import Finding, judge
from config.ready.release import release

GOOD_FOR = timedelta(days=21)
BY_HAND = (  # what no program can see
    "Somebody has rung every back-up number on the captains' covers, and was answered.",
    "The journal and the kept files of yesterday were copied to another machine, and rebuilt there once.",
    "Each staging location has a laptop with the folder of paper, and has printed one packet from it.",
    "Everyone who may have to read a runbook knows where it is when the machine is gone: on paper.",
)


def drills(var: Path, names: Iterable[str], now: datetime) -> Finding:
    """Every drill passed within 21 days, on this release, on this machine."""
    passed, wanted = _passed(var, now), list(names)
    missing = [name for name in wanted if name not in passed]
    said = f"{len(wanted) - len(missing)} of {len(wanted)} passed on this release within {GOOD_FOR.days} days"
    return judge("Drills", said, wrong=f"./fieldoffice drill {' '.join(missing)}" if missing else "")


def _passed(var: Path, now: datetime) -> set[str]:
    """Of each drill the last run counts."""
    last: dict[str, bool] = {}
    here = release()
    for document in _reports(var / "drills"):
        if document.get("release") != here or now - _at(document) > GOOD_FOR:
            continue
        last |= {one["drill"]: one["well"] for one in document["drills"]}
    return {name for name, well in last.items() if well}


def replay(var: Path, planned: int, now: datetime) -> Finding:
    """A whole day as large as the plan was acted out, and no promise was broken."""
    days = [d for d in _reports(var / "replay") if d["well"] and d["checks"] and now - _at(d) <= GOOD_FOR]
    largest = max((d["counts"].get("attempt", 0) for d in days), default=0)
    said = (
        f"{largest:,} calls acted out without a broken promise; {planned:,} are planned for the fullest day"
    )
    if not days or largest < planned * 0.95:  # a few of the calls asked for find nobody to ring
        return judge("Capacity", said, wrong=f"./fieldoffice replay --calls {max(planned, 1000)}")
    return judge(
        "Capacity",
        said,
        mind="" if planned else "Set goals of calls, so that there is a plan: Picture → Goals.",
    )


def _reports(folder: Path) -> list[dict]:
    """The documents of runs, the oldest first. One that is not whole is none."""
    found = []
    for path in sorted(folder.glob("*/report.json")):
        try:
            found.append(json.loads(path.read_text()))
        except (OSError, ValueError):
            continue
    return sorted(found, key=_at)


def _at(document: dict) -> datetime:
    return datetime.fromisoformat(document["at"])
