"""One replay from start to end: an office, the day, the checker, the report."""

import sys
import time
from contextlib import contextmanager
from pathlib import Path

from config.bench import usage
from config.replaying import house
from replay.checker import checking
from replay.office import Office
from replay.running.conducting import conduct
from replay.running.database import Watched
from replay.sizes import Sizes
from replay.telling.progress import Screen


def act(args, sizes: Sizes, folder: Path) -> dict:
    """The document of the run, kept in `folder` with its report."""
    screen = Screen(sizes, sys.stderr)
    with _office(args, sizes, folder, screen.say) as (office, process, postmaster):
        office.write(folder / "office.json")
        watched = Watched(office.database_url) if office.database_url else None
        before = usage.cpu(process, postmaster) if process else {}
        figures = conduct(office, sizes, folder, screen.show)
        after = usage.cpu(process, postmaster) if process else {}
        screen.ended(figures)
        figures["cpu_seconds"] = {role: round(after[role] - before.get(role, 0), 1) for role in after}
        figures["database"] = watched.told() if watched else {}
        found = []
        if office.database_url and not args.no_check:
            journal = Path(office.journal) if office.journal else None
            found = checking.check(office.database_url, folder, journal, office.shift, screen.say)
    figures["checks"] = [finding.payload() for finding in found]
    well = not figures["errors"] and not any(finding.n for finding in found)
    begun = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(figures["started"]))
    return {**figures, "at": begun, "well": well, "sizes": sizes.payload(), "office": office.note}


@contextmanager
def _office(args, sizes: Sizes, folder: Path, say):
    if args.office:
        yield Office.read(args.office), None, None
        return
    with house.opened(folder, sizes, args.workers, args.profile, say) as office:
        yield office
