"""Opening the office on this machine: ports, certificate, tables, processes."""

import fcntl
import os
import resource
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from config import https, listening, prepared
from config.supervisor import Child, Chore, Supervisor
from lib import postgres

VERBS = Path(__file__).with_name("verbs")
BEHIND = 2.0  # seconds: people at the door come before the back office
MANY_FILES = 65536  # a live connection each for thousands of phones


def say(text: str) -> None:
    print(text, flush=True)


def open_office(args, var: Path, on_ready: Callable[[str], None]) -> int:
    """Run until told to stop; `on_ready(url)` is called once when the first answer came.

    `args` as the verb `serve` has them. Raises postgres.Trouble with what to do when it cannot open.
    """
    with _only_one(var):
        reached = https.choose(args, var, say)
        web = [listening.listen(reached.host, args.port)]
        live = listening.listen(reached.host, args.port + 1)
        plain = args.plain_port or (80 if args.port == 443 and reached.pair else 0)
        if plain and reached.pair:
            web.append(listening.listen(reached.host, plain))
        _allow_many_files()
        environment = _environment(args, var, reached, [s.fileno() for s in web], live.fileno())
        if not _prepare(var, environment):
            return 1
        url = address(args, reached)
        threading.Thread(target=_wait_for_answer, args=[args, reached, url, on_ready], daemon=True).start()
        children = _children([s.fileno() for s in web], live.fileno())
        code = Supervisor(children, environment, say, _chores(var, reached)).run()
    say("The office is closed.")
    return code


def _prepare(var: Path, environment: dict[str, str]) -> bool:
    os.environ.update({name: environment[name] for name in prepared.SPOKEN if name in environment})
    if (var / "static").is_dir() and prepared.is_current(var):
        return True
    command = [sys.executable, "-m", "config.cli", "prepare"]
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def address(args, reached: https.Https) -> str:
    """What to type into a browser."""
    if not reached.pair:
        return f"http://{'127.0.0.1' if reached.host in ('0.0.0.0', '') else reached.host}:{args.port}/"
    named = [n for n in reached.names if n not in ("localhost",)]
    if not named:  # a certificate for a whole domain
        named = [n.strip() for n in os.environ.get("FIELDOFFICE_HOSTS", "").split(",") if n.strip()]
    host = args.domain or (next((n for n in named if n[0].isdigit()), named[0]) if named else reached.host)
    return f"https://{host}{'' if args.port == 443 else f':{args.port}'}/"


def _environment(args, var: Path, reached: https.Https, web: list[int], live: int) -> dict[str, str]:
    hosts = [*filter(None, os.environ.get("FIELDOFFICE_HOSTS", "").split(",")), *reached.names]
    bracketed = [f"[{name}]" if ":" in name else name for name in dict.fromkeys(hosts)]
    environment = os.environ | {
        "FIELDOFFICE_VAR": str(var),
        "FIELDOFFICE_HOSTS": ",".join(bracketed),
        "FIELDOFFICE_PORT": str(args.port),
        "FIELDOFFICE_WORKERS": str(args.workers),
        "FIELDOFFICE_THREADS": str(args.threads),
        "FIELDOFFICE_WEB_FDS": ",".join(map(str, web)),
        "FIELDOFFICE_LIVE_FD": str(live),
        "PYTHONUNBUFFERED": "1",
    }
    scheme, host = ("https" if reached.pair else "http"), _near(reached.host)
    environment["FIELDOFFICE_SELF"] = f"{scheme}://{host}:{args.port} {scheme}://{host}:{args.port + 1}"
    if reached.pair or reached.proxied:
        environment["FIELDOFFICE_HTTPS"] = "1"
    if not reached.proxied:
        environment["FIELDOFFICE_LIVE_PORT"] = str(args.port + 1)
    if reached.pair:
        environment["FIELDOFFICE_CERT"] = str(reached.pair.certificate)
        environment["FIELDOFFICE_KEY"] = str(reached.pair.key)
    if reached.authority:
        environment["FIELDOFFICE_AUTHORITY"] = str(reached.authority)
    return environment


def _children(web: list[int], live: int) -> list[Child]:
    python = [sys.executable, "-m"]
    children = [
        Child("web", [*python, "gunicorn", "-c", "python:config.gunicorn_conf"], web, reloads=True),
        Child("live", [*python, "config.live_process"], [live]),
        Child("jobs", [*python, "config.cli", "jobs"], delay=BEHIND),
    ]
    if (VERBS / "clerk.py").exists():
        children.append(Child("clerk", [*python, "config.cli", "clerk"], delay=BEHIND))
    if (VERBS / "packets.py").exists():
        children.append(Child("paper", [*python, "config.cli", "packets", "--follow"], delay=5 * BEHIND))
    return children


def _chores(var: Path, reached: https.Https) -> tuple[Chore, ...]:
    chores = []
    if reached.look:
        chores.append(Chore(reached.every, reached.look))
    if not os.environ.get("DATABASE_URL"):
        chores.append(Chore(1.0, lambda: _keep_database(var)))
    return tuple(chores)


def _keep_database(var: Path) -> bool:
    if not postgres.alive(var):
        say("PostgreSQL is gone; starting it again. What was acknowledged is safe.")
        try:
            postgres.start(var, keep=os.environ.get("FIELDOFFICE_UNSAFE_TEST_DATABASE") != "1")
        except postgres.Trouble as trouble:
            say(str(trouble))  # tried again in a second
    return False


def _near(host: str) -> str:
    """The address by which this machine reaches itself."""
    return "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host


def _wait_for_answer(args, reached: https.Https, url: str, on_ready: Callable[[str], None]) -> None:
    scheme, host = ("https" if reached.pair else "http"), _near(reached.host)
    context = ssl._create_unverified_context()  # it is ourselves, by an address the certificate may not name
    while True:
        try:
            urllib.request.urlopen(f"{scheme}://{host}:{args.port}/health", timeout=30, context=context)
        except urllib.error.HTTPError:
            pass  # an answer all the same
        except OSError:
            time.sleep(0.05)
            continue
        return on_ready(url)


def _allow_many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, MANY_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _only_one:
    """Two offices on one `var` would both ship its journal: the second one is refused."""

    def __init__(self, var: Path):
        self.path = var / "serve.pid"

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = self.path.open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.file.seek(0)
            raise postgres.Trouble(
                f"This office is open already (process {self.file.read().strip()}). Close that one first, "
                "or open another office with a folder of its own: --var DIR --port N."
            ) from None
        self.file.truncate(0)
        self.file.write(str(os.getpid()))
        self.file.flush()

    def __exit__(self, *_):
        self.file.truncate(0)
        self.file.close()
