"""A real office for tests: the very processes that `fieldoffice serve` starts, on a database of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lib.ports import two_free_ports

ROOT = Path(__file__).resolve().parent.parent.parent
READY = "The office is open"  # what `serve` prints when it answers


class Office:
    """`url`, `live`, `database_url`, `var`, `log` (the last lines it printed) of a running office."""

    def __init__(self, database_url: str, var: Path, port: int, **environment: str):
        self.database_url, self.var, self.port = database_url, var, port
        self.url, self.live = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}/live"
        self.environment = os.environ | {"DATABASE_URL": database_url, "FIELDOFFICE_VAR": str(var)}
        self.environment |= environment
        self.log: deque[str] = deque(maxlen=400)
        self.process: subprocess.Popen | None = None

    def start(self, *arguments: str) -> "Office":
        """Start it and wait until it answers; raises RuntimeError with what it printed when it does not."""
        command = [sys.executable, "-m", "config.cli", "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        for line in self.process.stdout:
            self.log.append(line)
            if READY in line:
                threading.Thread(target=lambda out: self.log.extend(out), args=[self.process.stdout]).start()
                return self
        raise RuntimeError("The office did not open:\n" + "".join(self.log))

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        """Stop it and wait for its end; the exit code. With SIGKILL: its children end by themselves."""
        if self.process is None:
            return 0
        self.process.send_signal(with_signal)
        code = self.process.wait(60)
        self.process = None
        return code

    def run(self, *arguments: str) -> str:
        """What `fieldoffice VERB …` printed, run against this office; raises when it fails."""
        command = [sys.executable, "-m", "config.cli", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def sql(self, query: str, *values) -> list[tuple]:
        """Rows of a query on this office's database."""
        with psycopg.connect(self.database_url) as connection:
            cursor = connection.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def office_maker(tmp_path_factory):
    """`office_maker(**environment)` -> an Office, not yet started, with a fresh empty database."""
    made: list[tuple[Office, str]] = []

    def make(**environment: str) -> Office:
        name = f"office_{os.getpid()}_{len(made)}"
        _administer(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
        office = Office(_url(name), tmp_path_factory.mktemp("office"), two_free_ports(), **environment)
        made.append((office, name))
        return office

    yield make
    for office, name in made:
        office.stop()
        _administer(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def live_office(office_maker):
    """One running office for the whole test process; tests share it, so each makes its own people."""
    return office_maker().start()


@pytest.fixture(scope="module")
def own_office(office_maker):
    """A running office that no other test file shares: for those that fill it with a county of their own."""
    office = office_maker().start()
    yield office
    office.stop()


def _url(database: str) -> str:
    from django.conf import settings

    given = os.environ.get("DATABASE_URL")
    if not given:
        from lib.postgres import embedded_url

        return embedded_url(settings.VAR, database)
    head, mark, query = given.partition("?")
    return head.rsplit("/", 1)[0] + "/" + database + mark + query


def _administer(statement: sql.Composed) -> None:
    with psycopg.connect(_url("postgres"), autocommit=True) as connection:
        connection.execute(statement)
