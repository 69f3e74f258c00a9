"""One replay from start to end: an office, the day, the checker, the report."""

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.replaying import house
from config.replaying.beside import Beside
from replay.checker import checking
from replay.office import Office
from replay.running.conducting import conduct
from replay.running.database import Watched
from replay.sizes import Sizes
from replay.telling.progress import Screen


@dataclass(frozen=True)
class How:
    """`given`: a file about an office that is there; else one is made, with so many web processes (`workers`), which are
    replaced `reloads` times."""

    given: Path | None = None
    workers: int = 2
    reloads: int = 0
    profile: bool = False
    check: bool = True


def act(how: How, sizes: Sizes, folder: Path) -> dict:
    """The document of the run, kept in `folder` with its report."""
    screen = Screen(sizes, sys.stderr)
    with _office(how, sizes, folder, screen.say) as (office, process, postmaster):
        office.write(folder / "office.json")
        watched = Watched(office.database_url) if office.database_url else None
        beside = Beside(process, postmaster, how.reloads, sizes.calls) if process else None

        def show(figures: dict) -> None:
            screen.show(figures)
            if beside:
                beside.look(figures)

        figures = conduct(office, sizes, folder, show)
        screen.ended(figures)
        figures |= beside.told() if beside else {"cpu_seconds": {}, "memory": {}, "reloads": 0}
        figures["database"] = watched.told() if watched else {}
        found = []
        if office.database_url and how.check:
            journal = Path(office.journal) if office.journal else None
            found, pushed = checking.check(office.database_url, folder, journal, office.shift, screen.say)
            if pushed:
                figures["took"]["strike to screen"] = pushed
    figures["checks"] = [finding.payload() for finding in found]
    well = not figures["errors"] and not any(finding.n for finding in found)
    begun = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(figures["started"]))
    return {**figures, "at": begun, "well": well, "sizes": sizes.payload(), "office": office.note}


@contextmanager
def _office(how: How, sizes: Sizes, folder: Path, say):
    if how.given:
        yield Office.read(how.given), None, None
        return
    with house.opened(folder, sizes, how.workers, how.profile, say) as office:
        yield office
