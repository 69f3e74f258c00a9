"""An office for one replay: a server of its own, filled, open, and gone afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.bench.house import BASE, ROOT, House
from lib import postgres
from replay.office import Office
from replay.sizes import Sizes

ZONE = "America/New_York"  # of the invented county
NOON = 12


@contextmanager
def opened(
    folder: Path, sizes: Sizes, workers: int, profile: bool, say: Callable[[str], None]
) -> Iterator[tuple[Office, int, int]]:
    """An open office on a county of its own: (what clients are told, its `serve`, its postmaster).

    `profile`: its server counts every statement, those within functions too, which costs some of its speed.
    """
    os.environ["FIELDOFFICE_CLOCK_SHIFT"] = str(shift := to_noon())
    with House(folder / "house") as house:
        if profile:
            count_statements(house)
        made = fill(house, folder / "sample", sizes)
        if profile:
            house.administer("select pg_stat_statements_reset()", BASE)
        # in ten minutes a person rings as many as in a day
        house.administer(f"alter database {BASE} set fieldoffice.budget = '2000000000'")
        with house.office(BASE, workers) as (port, process):
            say(f"an office is open on port {port}")
            office = Office(
                url=f"http://127.0.0.1:{port}", live=f"http://127.0.0.1:{port + 1}/live", shift=shift,
                database_url=house.url(), journal=str(house.var(BASE) / "journal"), **made,
            )  # fmt: skip
            yield office, process, house.postmaster


def count_statements(house: House) -> None:
    for setting in ("shared_preload_libraries = pg_stat_statements", "pg_stat_statements.track = 'all'"):
        if "track" in setting:  # known once the library is there
            postgres.stop(house.folder)
            postgres.start(house.folder)
        house.administer(f"alter system set {setting}")
    house.administer("select pg_reload_conf()")
    house.administer("create extension pg_stat_statements", BASE)


def fill(house: House, folder: Path, sizes: Sizes) -> dict:
    """Has the office made by a process of its own: this one stays small, and outside."""
    about = {"DATABASE_URL": house.url(), "FIELDOFFICE_VAR": str(house.var(BASE))}
    return make(folder, sizes, os.environ | about)


def make(folder: Path, sizes: Sizes, environment: dict[str, str]) -> dict:
    """Fills the office of `environment`; answers what of a `replay.office.Office` comes from there."""
    # as the office will be opened, so that what is prepared now need not be prepared again then
    environment = environment | {"FIELDOFFICE_HOSTS": environment.get("FIELDOFFICE_HOSTS", "")}
    asked = {"folder": str(folder), "voters": sizes.voters, "seed": sizes.seed}
    asked |= {"callers": sizes.callers, "watchers": sizes.watching}
    done = subprocess.run(
        [sys.executable, "-m", "config.replaying.making"], cwd=ROOT, env=environment, text=True, check=True,
        input=json.dumps(asked), stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def to_noon() -> float:
    """Seconds by which the office's clock runs ahead, so that it begins at noon and voters may be called."""
    now = datetime.now(ZoneInfo(ZONE))
    return (now.replace(hour=NOON, minute=0, second=0, microsecond=0) - now).total_seconds()
