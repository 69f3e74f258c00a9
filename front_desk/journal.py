"""The log on disk as plain JSON lines, shipped while it is written: what `rebuild` and `audit` read.

A file begins with a head line and holds one entry a line, in the order of the log. Each line ends with
`sum`, the first 16 hex digits of SHA-256 over the sum of the line before and this line without it, so that
`lines` names a damaged, missing or moved one. A line counts once it is whole and on disk; a torn last one is
cut off at start.

Where the shipping has come to is what the newest file says, not the database: a clerk that was killed between
the two goes on from there, and one on a machine without a journal writes the whole log again.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.db import connection

from front_desk import following, office

FILE_BYTES = 64 * 1024 * 1024
BATCH = 2000
# `stamped` is the precinct in which a result or a strike counted when it came in. It cannot be worked out again: while a load
# is being accepted, what comes in is stamped by the roll before it, whatever their places.
ROWS = """
select e.seq, (jsonb_build_object(
  'seq', e.seq, 'id', e.id, 'kind', e.kind, 'source', e.source, 'person', e.person_id, 'device', e.device_id,
  'seen_at', e.seen_at, 'sent_at', e.sent_at, 'received_at', e.received_at, 'at', e.at,
  'verdict', e.verdict, 'reason', e.reason, 'payload', e.payload)
  || jsonb_strip_nulls(jsonb_build_object(
       'stamped', case when e.kind in ('attempt', 'strike') then front_desk_stamped(e.id, e.kind, e.seq) end)))::text
from front_desk_entry e
where e.seq > %s and e.seq <= %s order by e.seq limit %s
"""


class Damaged(Exception):
    """A journal that cannot be trusted from some line on; the message names file and line."""


def sealed(body: str, before: str) -> tuple[str, str]:
    """The line to write for a JSON object `body`, and its sum."""
    total = sha256((before + body).encode()).hexdigest()[:16]
    return f'{body[:-1]}, "sum": "{total}"}}\n', total


def files(folder: Path) -> list[Path]:
    """The journal's files in the order of the log; they are named by the first place they may hold."""
    return sorted(folder.glob("[0-9]*.jsonl"))


class Journal:
    """Appends to the journal in `folder`; one writer at a time (raises BlockingIOError for a second)."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = (folder / "lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.file = None
        self.seq, self.sum = 0, ""
        self._resume()

    def close(self) -> None:
        if self.file:
            self.file.close()
        self.lock.close()

    def _resume(self) -> None:
        for path in reversed(files(self.folder)):
            cut_torn_line(path)
            last = last_line(path)
            if last is None:  # killed before its head was whole
                path.unlink()
                continue
            self.sum, self.seq = last["sum"], last.get("seq", last.get("after", 0))
            self.file = path.open("ab")
            return

    def ship(self, most: int = BATCH) -> int:
        """Writes what is settled and not yet written, at most `most` entries; how many they were."""
        upto = following.settled_up_to()
        if self.seq > upto:
            self._set_aside()
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [self.seq, upto, most])
            rows = cursor.fetchall()
        if rows:
            self._write(rows)
        if rows or following.position("journal") != self.seq:
            following.advance("journal", self.seq)
        return len(rows)

    def _write(self, rows: list[tuple[int, str]]) -> None:
        if self.file is None or self.file.tell() > FILE_BYTES:
            self._begin(rows[0][0])
        lines = []
        for _seq, body in rows:
            line, self.sum = sealed(body, self.sum)
            lines.append(line)
        self.file.write("".join(lines).encode())
        self.file.flush()
        os.fsync(self.file.fileno())
        self.seq = rows[-1][0]

    def _begin(self, first: int) -> None:
        if self.file:
            self.file.close()
        head = json.dumps({"journal": 1, "era": office.era(), "after": self.seq, "before": self.sum})
        line, self.sum = sealed(head, self.sum)
        self.file = (self.folder / f"{first:015}.jsonl").open("ab")
        self.file.write(line.encode())
        folder = os.open(self.folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def _set_aside(self) -> None:
        """The database is older than the journal (a back-up was restored): keep these files, begin anew."""
        aside = next(p for n in range(1, 1000) if not (p := self.folder / f"aside-{n:03}").exists())
        aside.mkdir()
        if self.file:
            self.file.close()
        for path in files(self.folder):
            path.rename(aside / path.name)
        self.file, self.seq, self.sum = None, 0, ""


def cut_torn_line(path: Path) -> None:
    """Cuts off what follows the last line end: it was being written when the power went and never counted."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        end = _last_line_end(file, size)
        if end != size:
            file.truncate(end)
            os.fsync(file.fileno())


def last_line(path: Path) -> dict | None:
    """The last whole line; None for an empty file. Raises Damaged when it is no line of a journal."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if not size:
            return None
        start = _last_line_end(file, size - 1)
        file.seek(start)
        raw = file.read()
    try:
        line = json.loads(raw)
        line["sum"]
    except (ValueError, KeyError, TypeError):
        raise Damaged(f"{path.name}: its last line cannot be read") from None
    return line


def _last_line_end(file, size: int) -> int:
    """The place after the last newline before `size`; 0 when there is none."""
    while size:
        start = max(0, size - 65536)
        file.seek(start)
        found = file.read(size - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        size = start
    return 0


def lines(folder: Path) -> Iterator[dict]:
    """Every entry of the journal, checked while read. Raises Damaged at the first line that does not fit.

    A torn last line of the last file is not damage: it was never counted.
    """
    before = None
    paths = files(folder)
    for path in paths:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if not raw.endswith(b"\n") and path == paths[-1]:
                    return
                line = _checked(raw, before, f"{path.name}, line {number}")
                before = line["sum"]
                if "seq" in line:
                    yield line


def _checked(raw: bytes, before: str | None, where: str) -> dict:
    try:
        line = json.loads(raw)
        text = raw.decode()
        given = line["sum"]
        body = text[: text.rindex(', "sum": "')] + "}"
    except (ValueError, KeyError, TypeError):
        raise Damaged(f"{where}: cannot be read") from None
    if before is None:  # the first file there is; older ones may have been moved to an archive
        before = line.get("before", "")
    if sealed(body, before)[1] != given:
        raise Damaged(f"{where}: was changed, or a line before it is missing")
    return line
