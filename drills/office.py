"""The office of a drill: a folder of its own, `serve` on it, and its processes by what they do."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

import psutil
import psycopg

from lib import postgres
from lib.ports import two_free_ports
from lib.postgres.places import ROLE

ROOT = Path(__file__).resolve().parent.parent
READY = "The office is open"  # what `serve` prints when it answers
PARTS = {"live": "config.live_process", "clerk": "config.cli clerk", "jobs": "config.cli jobs", "web": "gunicorn",
         "paper": "config.cli packets"}  # fmt: skip


class Office:
    """`var` has a filled database that is not running; `environment` is added to this process's."""

    def __init__(self, var: Path, environment: dict[str, str], workers: int = 2):
        self.var, self.workers, self.port = var, workers, two_free_ports()
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = given | environment | {"FIELDOFFICE_VAR": str(var)}
        self.log: deque[str] = deque(maxlen=400)
        self.process: psutil.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def live(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}/live"

    @property
    def database_url(self) -> str:
        return postgres.embedded_url(self.var)

    def open(self) -> None:
        """Opens it; raises RuntimeError with what it printed when it does not answer."""
        command = [sys.executable, "-m", "config.cli", "serve", "--port", str(self.port)]
        self.process = psutil.Popen(
            [*command, "--workers", str(self.workers)], cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        for line in self.process.stdout:
            self.log.append(line)
            if READY in line:
                threading.Thread(target=self.log.extend, args=[self.process.stdout], daemon=True).start()
                return
        raise RuntimeError("The office did not open:\n" + "".join(self.log))

    def close(self) -> None:
        """Closes it in order, and its database with it, whatever is left of either."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except psutil.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        postgres.stop(self.var)

    def run(self, *arguments: str, check: bool = True) -> str:
        """What `fieldoffice VERB …` printed on this office; raises when it fails."""
        command = [sys.executable, "-m", "config.cli", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if check and done.returncode:
            raise RuntimeError(f"fieldoffice {arguments[0]}: {(done.stderr or done.stdout)[-600:]}")
        return done.stdout

    def connect(self, role: str = ROLE, **how) -> psycopg.Connection:
        return psycopg.connect(postgres.embedded_url(self.var, role=role), autocommit=True, **how)

    def one(self, statement: str, *values):
        """The first value of the first row."""
        with self.connect() as connection:
            row = connection.execute(statement, values or None).fetchone()
            return row[0] if row else None

    # -- its processes: only ever those that descend from it, or that its own folder names

    def part(self, name: str) -> list[psutil.Process]:
        """`web`, `web worker`, `live`, `clerk`, `jobs`, `paper`, `postmaster`; empty while there is none."""
        if name == "postmaster":
            return self._postmaster()
        if name == "web worker":
            return [child for web in self.part("web") for child in _children(web)]
        return [child for child in _children(self.process) if PARTS[name] in _command(child)]

    def everything(self) -> list[psutil.Process]:
        """The supervisor first, so that it starts nobody again."""
        return [self.process, *_children(self.process, recursive=True), *self._postmaster()]

    def _postmaster(self) -> list[psutil.Process]:
        try:
            file = postgres.Places(self.var).data / "postmaster.pid"
            found = psutil.Process(int(file.read_text().split()[0]))
        except (OSError, ValueError, IndexError, psutil.Error):
            return []
        return [found] if found.is_running() and "postgres" in found.name() else []


def until(happened, seconds: float, what: str):
    """The first true answer of `happened()`; TimeoutError saying `what` did not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := happened():
            return answer
        time.sleep(0.05)
    raise TimeoutError(f"{what}: not within {seconds:.0f} s")


def _children(process, recursive: bool = False) -> list[psutil.Process]:
    try:
        return process.children(recursive=recursive)
    except psutil.Error:
        return []


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
