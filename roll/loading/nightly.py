"""Takes every new file of a folder, as a nightly job does: accepted where nothing is odd, left for a person where it is."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from lib import clock
from roll.loading import choosing, keeping, steps
from roll.models import Load
from roll.reading.problems import Unreadable

SETTLED = 60  # seconds for which a file has not changed: a younger one may still be on its way


@dataclass(frozen=True)
class Taken:
    """`state`: accepted, known (taken before), waits (with `why`, for a person), unreadable, coming (still changing)."""

    path: Path
    state: str
    why: str = ""
    load: Load | None = None

    @property
    def well(self) -> bool:
        return self.state in ("accepted", "known", "coming")


def take(folder: Path, role: str = "voted", state: str = "", source: str = "", permitted_use: str = "",
         now: float | None = None) -> Iterator[Taken]:  # fmt: skip
    """Each file of `folder`, the oldest first. A file is known by what it holds, so a folder may keep them all."""
    now = time.time() if now is None else now
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    for path in sorted(files, key=lambda path: (path.stat().st_mtime, path.name)):
        if path.stat().st_mtime > now - SETTLED:
            yield Taken(path, "coming")
            continue
        yield _take(path, role, state, source, permitted_use)


def _take(path: Path, role: str, state: str, source: str, permitted_use: str) -> Taken:
    try:
        sha256, size = keeping.keep_file(path)
    except keeping.TooLarge as error:
        return Taken(path, "unreadable", str(error))
    known = Load.objects.filter(sha256=sha256, role=role).order_by("-pk").first()
    if known is not None:
        waits = known.state in ("reading", "staged", "accepting")
        return Taken(
            path, "waits" if waits else "known", "It waits under Roll, Loads." if waits else "", known
        )
    try:
        layout = choosing.choose(keeping.path_of(sha256), path.name, role, state)
    except Unreadable as error:
        return Taken(path, "unreadable", str(error))
    if layout.role != role:
        return Taken(path, "unreadable", f"It looks like {layout.title!r}, which is no file of this kind.")
    wipe_on = clock.now().date() + timedelta(days=90)
    load = steps.read(steps.offer(sha256, size, path.name, layout, source, permitted_use, wipe_on))
    if load.state == "failed":
        return Taken(path, "unreadable", load.error, load)
    try:
        return Taken(path, "accepted", "", steps.accept(load))
    except steps.NotNow as alarm:
        return Taken(path, "waits", str(alarm), load)
