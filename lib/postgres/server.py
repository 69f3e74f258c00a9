"""Making, starting and stopping the embedded server."""

import fcntl
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from lib.postgres import tuning
from lib.postgres.account import Trouble, let_through, server_account
from lib.postgres.places import DATABASE, ROLE, Places, program
from lib.postgres.trouble import UNFINISHED, explain

LEFTOVER_SECONDS = 15
START_SECONDS = 120  # recovery after a power cut may replay some gigabytes


def running(var: Path) -> bool:
    """Whether the server of this `var` takes connections now."""
    return _psql(Places(Path(var).resolve()), "select 1", "postgres").returncode == 0


def alive(var: Path) -> bool:
    """Whether the server's process is there: a look at one file, cheap enough for every second."""
    try:
        os.kill(int((Places(Path(var)).data / "postmaster.pid").read_text().split()[0]), 0)
    except (OSError, ValueError, IndexError):
        return False
    return True


def start(var: Path, *, keep: bool = True) -> bool:
    """Make the server when it is not there yet, start it when it does not run; True when this started it.

    `keep=False`: for tests, see `tuning.settings`. Raises Trouble with a sentence for the operator.
    """
    places = Places(Path(var).resolve())
    account = server_account()
    try:
        _folders(places, account)
        with _one_at_a_time(places):
            if running(places.var):
                return False
            if not (places.data / "PG_VERSION").exists():
                _initialise(places, account)
            _check_version(places)
            _clear_stale_pid(places)
            conf = tuning.as_file(tuning.settings(places.log, places.socket, keep=keep), places.own_settings)
            _write(places.data / "fieldoffice.conf", conf, account)
            _launch(places, account)
            _ready_database(places)
            return True
    except OSError as error:
        raise Trouble(explain(str(error), places)) from error


def _launch(places: Places, account) -> None:
    """After a kill the last server's processes take a moment to end; until then a new one is refused."""
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while True:
        try:
            _run(places, account, "pg_ctl", "-D", places.data, "-w", "-t", START_SECONDS, "-s",
                 "-l", places.log / "start.log", "start")  # fmt: skip
            return
        except Trouble as trouble:
            if UNFINISHED not in str(trouble) or time.monotonic() > deadline:
                raise
        time.sleep(0.2)


def stop(var: Path) -> None:
    """Stop the server if it runs; open connections are ended, nothing acknowledged is lost."""
    places = Places(Path(var).resolve())
    if not (places.data / "postmaster.pid").exists():
        return
    account = server_account()
    if account:
        let_through(places.home / "data", account)  # somebody may have closed a folder meanwhile
    with _one_at_a_time(places):
        if (places.data / "postmaster.pid").exists():
            _run(places, account, "pg_ctl", "-D", places.data, "-w", "-s", "-m", "fast", "stop")


def _folders(places: Places, account) -> None:
    places.var.mkdir(parents=True, exist_ok=True)
    places.log.parent.mkdir(exist_ok=True)
    for folder in (places.home, places.log, places.socket):
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = folder.lstat().st_uid
        mine = {os.geteuid(), account.pw_uid} if account else {os.geteuid()}
        if owner not in mine or folder.is_symlink():
            raise Trouble(
                f"{folder} belongs to another user. Start fieldoffice as that user "
                "(as root if it was first started as root), or choose another folder with --var."
            )
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)
    if account:
        let_through(places.home / "data", account)
        let_through(program("postgres"), account)


def _initialise(places: Places, account) -> None:
    fresh = places.home / "data.new"  # renamed when whole: a start that was cut short begins again
    if fresh.exists():
        shutil.rmtree(fresh)
    _run(places, account, "initdb", "-D", fresh, "-U", "postgres", "--auth=trust", "--data-checksums",
         "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--no-instructions")  # fmt: skip
    with (fresh / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists = 'fieldoffice.conf'\n")
    fresh.rename(places.data)


def _check_version(places: Places) -> None:
    kept = (places.data / "PG_VERSION").read_text().strip()
    have = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True).stdout
    if have.split()[-1].split(".")[0] != kept:
        raise Trouble(
            f"The data in {places.data} was written by PostgreSQL {kept}, but {have.strip()} is installed. "
            "Go back to the fieldoffice version you had, or load a dump of the data into a new folder."
        )


def _clear_stale_pid(places: Places) -> None:
    """After a power cut the number in postmaster.pid may belong to any other process of ours."""
    file = places.data / "postmaster.pid"
    try:
        pid = int(file.read_text().split()[0])
        name = Path(f"/proc/{pid}/comm").read_text().strip() if Path("/proc/self").exists() else "postgres"
    except (OSError, ValueError, IndexError):
        return  # no such file or process: PostgreSQL itself clears that up
    if name != "postgres":
        file.unlink(missing_ok=True)


def _ready_database(places: Places) -> None:
    """The office's role owns its database and may make others (tests, rebuild); it is no superuser."""
    sql = (
        f"select 'create role {ROLE} login createdb' where not exists "
        f"(select from pg_roles where rolname='{ROLE}') \\gexec\n"
        f"grant pg_monitor, pg_checkpoint, pg_signal_backend to {ROLE};\n"
        f"grant set on parameter wal_compression to {ROLE};\n"
        f"select 'create database {DATABASE} owner {ROLE} template template0' where not exists "
        f"(select from pg_database where datname='{DATABASE}') \\gexec\n"
    )
    done = _psql(places, sql, "postgres", role="postgres")
    if done.returncode:
        raise Trouble(explain(done.stderr, places))


def _psql(places: Places, sql: str, database: str, role: str = "postgres"):
    command = [program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", places.socket, "-p", "5432"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return subprocess.run(
        [*command, "-U", role, "-d", database, "-f", "-"], input=sql, capture_output=True, text=True,
        env=environment | {"PGCONNECT_TIMEOUT": "10"},
    )  # fmt: skip


def _run(places: Places, account, name: str, *arguments) -> None:
    lowered = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
    log = places.log / f"{name}.log"
    with log.open("w") as out:  # a pipe would be held open by the server that pg_ctl leaves behind
        done = subprocess.run(
            [str(program(name)), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            env=environment, cwd="/", umask=0o077, **lowered,
        )  # fmt: skip
    if done.returncode:
        raise Trouble(explain(log.read_text(errors="replace"), places))


def _write(path: Path, text: str, account) -> None:
    path.write_text(text)
    path.chmod(0o600)
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


@contextmanager
def _one_at_a_time(places: Places):
    with (places.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
