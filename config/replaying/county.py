"""The invented county of a replay: loaded, and the who-voted files that arrive while it is acted out."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from config.bench.house import ROOT

LOADED = ("voters", "append", "polling-places")


def load(folder: Path, voters: int, seed: int, by, say: Callable[[str], None]) -> dict[str, str]:
    """Writes the county's files into `folder` and takes in what is known before the day; answers all files by role."""
    from config.demo.county import SAID
    from lib import clock
    from roll.loading import choosing, keeping, steps

    command = [
        sys.executable,
        "-m",
        "config.cli",
        "sample",
        str(folder),
        "--voters",
        str(voters),
        "--seed",
        str(seed),
        "--json",
    ]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True
    )
    files = json.loads(done.stdout.splitlines()[-1])["files"]
    for role in LOADED:
        path = Path(files[role])
        sha256, size = keeping.keep_file(path)
        layout = choosing.choose(keeping.path_of(sha256), path.name, role, "NC")
        wipe_on = clock.now().date() + timedelta(days=30)
        staged = steps.read(
            steps.offer(sha256, size, path.name, layout, "invented", "a rehearsal", wipe_on, by)
        )
        if staged.state == "failed":
            raise RuntimeError(f"{path.name}: {staged.error}")
        accepted = steps.accept(staged, even_so=True, by=by)
        say(f"{accepted.report['accepted']:,} {SAID[role]}")
    return files


def parts(voted: Path, folder: Path, n: int) -> list[str]:
    """The who-voted file as `n` files that arrive one after the other, each with all of the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    head, *rows = voted.read_bytes().splitlines(keepends=True)
    made = []
    for part in range(1, n + 1):
        path = folder / f"absentee_part{part}.csv"
        path.write_bytes(head + b"".join(rows[: len(rows) * part // n]))
        made.append(str(path))
    return made


def settle_down() -> None:
    """Statistics for the planner, as they would be on the morning after a night."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
