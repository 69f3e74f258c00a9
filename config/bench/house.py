"""A throw-away PostgreSQL with its databases, and offices opened on them as `serve` opens them."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from lib import postgres
from lib.ports import two_free_ports

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = "fieldoffice"  # the database that the others are copies of
READY = "The office is open"  # what `serve` prints when it answers
BUDGET = 2_000_000_000  # holds an hour and person: here a handful of devices do what thousands do


class House:
    """`folder` with a server of its own while the block lasts; nothing of it is left afterwards."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.server = postgres.Use(folder, keep=os.environ.get("FIELDOFFICE_UNSAFE_TEST_DATABASE") != "1")

    def __enter__(self) -> "House":
        self.folder.mkdir(parents=True)
        self.server.__enter__()
        return self

    def __exit__(self, *_) -> None:
        postgres.stop(self.folder)
        self.server.held.close()
        shutil.rmtree(postgres.Places(self.folder).socket, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = BASE) -> str:
        return postgres.embedded_url(self.folder, database)

    def connect(self, database: str = BASE, **how) -> psycopg.Connection:
        """A connection on the office's shifted clock."""
        shift = os.environ.get("FIELDOFFICE_CLOCK_SHIFT", "0")
        return psycopg.connect(
            self.url(database), autocommit=True, options=f"-c fieldoffice.clock_shift={shift}", **how
        )

    def copy(self, name: str) -> None:
        """A database like BASE, which nobody may be using; file by file, which does not swell the log."""
        made = "create database {} template {} owner fieldoffice strategy file_copy"
        self.administer(sql.SQL(made).format(sql.Identifier(name), sql.Identifier(BASE)))
        budget = "alter database {} set fieldoffice.budget = {}"
        self.administer(sql.SQL(budget).format(sql.Identifier(name), sql.Literal(str(BUDGET))))

    def drop(self, name: str) -> None:
        self.administer(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def administer(self, statement: sql.Composed | str, database: str = "postgres") -> None:
        """A statement by the server's own superuser."""
        url = postgres.embedded_url(self.folder, database, "postgres")
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(statement)

    def var(self, database: str) -> Path:
        """The folder of the office on `database`."""
        folder = self.folder / "offices" / database
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def postmaster(self) -> int:
        return int((postgres.Places(self.folder).data / "postmaster.pid").read_text().split()[0])

    @contextmanager
    def office(self, database: str, workers: int):
        """An open office: its port and the process that `serve` is. Raises RuntimeError with what it printed."""
        port = two_free_ports()
        environment = os.environ | {
            "DATABASE_URL": self.url(database),
            "FIELDOFFICE_VAR": str(self.var(database)),
        }
        command = [
            sys.executable,
            "-m",
            "config.cli",
            "serve",
            "--port",
            str(port),
            "--workers",
            str(workers),
        ]
        log: deque[str] = deque(maxlen=100)
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            for line in process.stdout:
                log.append(line)
                if READY in line:
                    break
            else:
                raise RuntimeError("The office did not open:\n" + "".join(log))
            threading.Thread(target=log.extend, args=[process.stdout], daemon=True).start()
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
