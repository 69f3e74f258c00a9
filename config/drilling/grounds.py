"""A filled office as a folder, copied for each drill, as a machine would be that was set up the same way."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from config.bench.house import BUDGET
from config.replaying import house
from drills.office import Office
from lib import postgres
from lib.postgres.places import DATABASE
from replay.office import Office as Known
from replay.sizes import Sizes

SIZES = Sizes.for_calls(2_000, callers=40, strikes=240, watchers=8, voters=4_000, kept=2_000)
QUICK = Sizes.for_calls(400, callers=12, strikes=40, watchers=2, voters=2_000, kept=2_000)


class Grounds:
    """`folder` is this one's alone. `made()` first; then `office()` as often as wanted."""

    def __init__(self, folder: Path, sizes: Sizes):
        self.folder, self.sizes = folder, sizes
        self.shift = house.to_noon()
        self.pattern = folder / "pattern"
        self.environment = {"FIELDOFFICE_CLOCK_SHIFT": str(self.shift), "FIELDOFFICE_HOSTS": ""}

    def make(self) -> None:
        """The office that all others are copies of. Its database is closed afterwards."""
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        with postgres.Use(self.pattern):
            about = given | self.environment | {"FIELDOFFICE_VAR": str(self.pattern)}
            self.made = house.make(self.folder / "sample", self.sizes, about)
            url = postgres.embedded_url(self.pattern, role="postgres")
            with psycopg.connect(url, autocommit=True) as server:
                # a handful of people ring here as many as thousands do
                server.execute(f"alter database {DATABASE} set fieldoffice.budget = '{BUDGET}'")

    @contextmanager
    def office(self, name: str) -> Iterator[tuple[Office, Known]]:
        """An open office in a folder of its own, and what clients are told of it."""
        var = self.folder / name
        # `cp -a` keeps to whom the database's folders belong
        subprocess.run(["cp", "-a", str(self.pattern), str(var)], check=True)
        office = Office(var, self.environment)
        try:
            office.open()
            yield office, Known(
                url=office.url, live=office.live, shift=self.shift, database_url=office.database_url,
                journal=str(var / "journal"), **self.made,
            )  # fmt: skip
        finally:
            office.close()
            shutil.rmtree(postgres.Places(var).socket, ignore_errors=True)
            shutil.rmtree(var, ignore_errors=True)
