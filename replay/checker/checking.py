"""Runs the checks over one loaded run, in one look at the database that cannot write to the office's tables."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from replay import day
from replay.checker import loading
from replay.checker.checks import CHECKS, Check

SHOWN = 10
SHARES = ("p50_ms", "p95_ms", "p99_ms", "max_ms")
SETTLED = "select (select seq from front_desk_cursor where name = 'journal') >= (select max(seq) from front_desk_entry)"
PATIENCE = 120  # seconds until the office's clerk has shipped the last entry
LOOK = "set transaction isolation level repeatable read, read only"
COUNTED = "with wrong as ({sql}) select to_jsonb(w)::text, count(*) over () from wrong w limit {shown}"


@dataclass(slots=True)
class Finding:
    """`n` cases contradict the check's sentence; the first of them in `cases`."""

    check: Check
    n: int = 0
    cases: list[dict] = field(default_factory=list)
    seconds: float = 0.0

    def payload(self) -> dict:
        return {
            "promise": self.check.promise, "check": self.check.name, "says": self.check.says, "violations": self.n,
            "cases": self.cases, "seconds": round(self.seconds, 2),
        }  # fmt: skip


def check(
    url: str, folder: Path, journal: Path | None, shift: float, say: Callable[[str], None]
) -> list[Finding]:
    """Every check on the run whose journal is in `folder`. `url` needs a role that may read, and make temporary tables."""
    started = time.monotonic()
    with psycopg.connect(url, autocommit=True) as connection:
        if journal:
            wait_for_the_clerk(connection)
        rows = loading.load(connection, folder, journal, shift)
        say(f"{rows['journal']:,} rows of the clients, {rows['shipped']:,} of the office's journal loaded")
        with connection.transaction():
            connection.execute(LOOK)
            found = list(recount(connection, shift))
            measured = strike_to_screen(connection)
    say(f"{len(found)} checks in {time.monotonic() - started:.1f} s")
    return found, measured


def strike_to_screen(connection: psycopg.Connection) -> dict:
    """Milliseconds, of the strikes that were pushed to a screen; nothing where no screen listened."""
    n, shares = connection.execute((loading.SQL / "strike_to_screen.sql").read_text()).fetchone()
    if not n:
        return {}
    return {"n": n} | {name: round(1000 * took, 1) for name, took in zip(SHARES, shares, strict=True)}


def wait_for_the_clerk(connection: psycopg.Connection) -> None:
    """The journal follows the log by a moment; one that does not come is found by the check of it."""
    end = time.monotonic() + PATIENCE
    while not connection.execute(SETTLED).fetchone()[0] and time.monotonic() < end:
        time.sleep(0.2)


def recount(
    connection: psycopg.Connection, shift: float, checks: tuple[Check, ...] = CHECKS
) -> Iterator[Finding]:
    """The checks, on what is loaded."""
    values = {"shift": shift, "reserve": day.RESERVE}
    for one in checks:
        finding, begun = Finding(one), time.monotonic()
        text = (loading.SQL / f"{one.name}.sql").read_text()
        sql = COUNTED.format(sql=text % values if "%(" in text else text, shown=SHOWN)
        rows = connection.execute(sql).fetchall()
        finding.cases = [json.loads(row) for row, _ in rows]
        finding.n = rows[0][1] if rows else 0
        finding.seconds = time.monotonic() - begun
        yield finding
