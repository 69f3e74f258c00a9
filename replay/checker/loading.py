"""The clients' journal and the office's own, in tables that only this session sees and that end with it."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import psycopg

from replay.journal import COLUMNS

SQL = Path(__file__).with_name("sql")
BLOCK = 1 << 20
INTO = f"copy journal ({', '.join(COLUMNS)}) from stdin"
WORK = (
    "set work_mem = '256MB'", "set temp_buffers = '512MB'", "set jit = off", "set synchronous_commit = off",
    "set statement_timeout = '600s'",
)  # fmt: skip


class Shipped(msgspec.Struct):
    """A line of the office's journal; the first line of a file has no place."""

    seq: int = 0
    id: str = ""
    kind: str = ""
    verdict: str = ""


def load(connection: psycopg.Connection, folder: Path, journal: Path | None, shift: float) -> dict[str, int]:
    """Rows loaded, of the clients' journal and of the office's."""
    for setting in WORK:
        connection.execute(setting)
    connection.execute((SQL / "loading.sql").read_text())
    with connection.cursor() as cursor:
        with cursor.copy(INTO) as copy:
            for path in sorted(folder.glob("journal-*.tsv")):
                with path.open("rb") as file:
                    while block := file.read(BLOCK):
                        copy.write(block)
        rows, shipped = cursor.rowcount, 0
        if journal:
            with cursor.copy("copy shipped from stdin") as copy:
                for line in _lines(journal):
                    copy.write(f"{line.seq}\t{line.id}\t{line.kind}\t{line.verdict}\n")
                    shipped += 1
    derive(connection, shift)
    return {"journal": rows, "shipped": shipped}


LOADED = ("j_s", "j_v", "j_h", "j_x", "j_g", "j_d")
MADE = re.compile(r"create temp table (\w+)")
DERIVED = ("device", "sent", "told", "counting", "span", "struck")


def derive(connection: psycopg.Connection, shift: float) -> None:
    """The tables that the checks share. Each is analysed before the next one reads it: a guess of its size would cost minutes."""
    connection.execute(f"drop table if exists {', '.join(DERIVED)}")
    for table in (*LOADED, "shipped"):
        connection.execute(f"analyze {table}")
    for statement in ((SQL / "deriving.sql").read_text() % {"shift": shift}).split(";\n"):
        if not statement.strip():
            continue
        connection.execute(statement)
        if made := MADE.search(statement):
            connection.execute(f"analyze {made[1]}")


def _lines(folder: Path) -> Iterator[Shipped]:
    read = msgspec.json.Decoder(Shipped).decode
    files = (path.open("rb") for path in sorted(folder.glob("[0-9]*.jsonl")))
    for file in files:
        with file:
            # of each file the first line is its head; a torn last one is not whole and does not count
            yield from (read(raw) for raw in islice(file, 1, None) if raw.endswith(b"\n"))
