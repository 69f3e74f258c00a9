"""What the office keeps and needs: secrets, database, tables, ports, certificate, kept files."""

import fcntl
import os
import socket
import stat
from pathlib import Path

from config import certificates
from config.doctor.finding import Finding, judge
from lib import postgres

SOON = 14  # days before its end that a certificate is worth a word


def secrets(var: Path) -> Finding:
    kept = [var / "secret_key", *(var / "ca").glob("*.key")]
    bare = [p for p in kept if p.exists() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    if bare:
        return judge(
            "Secrets", f"others can read {', '.join(map(str, bare))}", wrong="chmod 600 each of them."
        )
    return judge(
        "Secrets", "for their owner only" if any(p.exists() for p in kept) else "made at the first start"
    )


def kept_files(var: Path) -> Finding:
    """Loaded files and the journal: without them there is no `rebuild`."""
    for folder in (var / "kept", var / "journal"):
        if folder.exists() and not os.access(folder, os.W_OK):
            todo = "Make it belong to the user who starts fieldoffice."
            return judge("Journal and kept files", f"{folder} cannot be written", wrong=todo)
    same = (
        os.stat(var).st_dev == os.stat(os.path.realpath(var / "journal")).st_dev
        if (var / "journal").exists()
        else True
    )
    todo = (
        "Copy var/journal and var/kept to another disk or machine every few minutes: one-server.md."
        if same
        else ""
    )
    return judge(
        "Journal and kept files",
        "on the same disk as the database" if same else "on a disk of their own",
        mind=todo,
    )


def database(var: Path) -> list[Finding]:
    """The database, the checks of it, and whether the tables are up to date."""
    given = os.environ.get("DATABASE_URL")
    try:
        if not given:
            with postgres.Use(var):
                return _inside(f"the office's own, in {var / 'postgres'}")
        return _inside("as DATABASE_URL says")
    except postgres.Trouble as trouble:
        said, _line, todo = str(trouble).partition(". ")
        return [judge("Database", said, wrong=todo or said)]


def _inside(where: str) -> list[Finding]:
    import django

    try:
        django.setup()
    except Exception as error:
        return [judge("Configuration", str(error), wrong="Correct the variable it names; see one-server.md.")]
    from django.core.checks import run_checks
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    found = [c for c in run_checks(include_deployment_checks=False, databases=["default"]) if c.level >= 30]
    findings = [
        judge(
            c.id or "Check", c.msg, **{"wrong" if c.is_serious() else "mind": c.hint or "See one-server.md."}
        )
        for c in found
    ]
    if any(c.id == "fieldoffice.E010" for c in found):
        return findings
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    version = connection.cursor().execute("show server_version").fetchone()[0].split()[0]
    connection.close()
    said = f"{len(steps)} steps behind" if steps else "up to date"
    return [
        *findings,
        judge("Database", f"PostgreSQL {version}, {where}"),
        judge("Tables", said, mind="`fieldoffice serve` brings them up to date." if steps else ""),
    ]


def ports(var: Path, port: int) -> Finding:
    if is_open(var):
        return judge("Ports", "this office is open now")
    taken = [p for p in (port, port + 1) if not _free(p)]
    if taken:
        todo = f"Stop the other program (ss -ltnp shows it), or open with --port {port + 1000}."
        return judge("Ports", f"{' and '.join(map(str, taken))} taken by another program", wrong=todo)
    return judge("Ports", f"{port} and {port + 1} are free")


def https(var: Path) -> Finding:
    """Service workers, and so calling on without the office, exist over HTTPS and on 127.0.0.1 only."""
    kept = [var / "ca" / "server.crt", *(var / "certbot" / "live").glob("*/fullchain.pem")]
    kept = [path for path in kept if path.exists()]
    if not kept:
        todo = "Phones work offline only over HTTPS: serve --lan in a room, --domain NAME on the internet."
        return judge("HTTPS", "no certificate yet", mind=todo)
    left = min(kept, key=certificates.days_left)
    days = certificates.days_left(left)
    said = f"{left} is good for {days:.0f} days"
    return judge("HTTPS", said, mind="Open the office once: it is renewed then." if days < SOON else "")


def is_open(var: Path) -> bool:
    """Whether an office is open on this `var`: its lock is held."""
    try:
        with (var / "serve.pid").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
