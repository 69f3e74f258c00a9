"""The county's files, made and then loaded as a data director would load them."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ORDER = ("voters", "history", "append", "polling-places", "voted")
SAID = {
    "voters": "voters",
    "history": "votes of past elections",
    "append": "scores and languages",
    "polling-places": "polling places",
    "voted": "early and absentee ballots",
}
WIPE_AFTER = timedelta(days=90)


def start_making(folder: Path, voters: int) -> subprocess.Popen:
    """Writes the files in a process of its own: meanwhile the tables are made."""
    command = [sys.executable, "-m", "config.cli", "sample", str(folder), "--voters", str(voters), "--json"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)


def is_loaded() -> bool:
    from roll.models import Load

    return set(ORDER) <= set(Load.objects.filter(state="accepted").values_list("role", flat=True))


def load(files: dict[str, str], by, say: Callable[[str], None]) -> None:
    """Takes in every file that is not in yet; `files` by role. Raises NotNow when one has an alarm."""
    from lib import clock
    from roll.loading import choosing, keeping, steps
    from roll.models import Load

    for role in ORDER:
        if Load.objects.filter(state="accepted", role=role).exists():
            continue
        path = Path(files[role])
        sha256, size = keeping.keep_file(path)
        layout = choosing.choose(keeping.path_of(sha256), path.name, role, "NC")
        wipe_on = clock.now().date() + WIPE_AFTER
        staged = steps.offer(
            sha256, size, path.name, layout, "invented for the demo", "demonstration", wipe_on, by
        )
        staged = steps.read(staged)
        if staged.state == "failed":
            raise steps.NotNow(f"{path.name}: {staged.error}")
        accepted = steps.accept(staged, by=by)
        say(f"{accepted.report['accepted']:,} {SAID[role]}")


def draw(path: Path, by) -> None:
    """Puts the precincts' outlines on the map, once."""
    from boiler_room.map import taking
    from boiler_room.models import ShapeFile
    from crew.scope import Scope

    if not ShapeFile.objects.exists():
        data = path.read_bytes()
        taking.take(
            data,
            path.name,
            taking.offer(data, taking.counties(Scope(None, [("office", None)])), None, None),
            by,
        )
