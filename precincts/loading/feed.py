"""Reads a feed of the Voting Information Project: the files of its zip that say where precincts vote, and when.

Source: the VIP specification 5.2 in CSV form, https://vip-specification.readthedocs.io (in its repository
github.com/votinginfoproject/vip-specification: docs/built_rst/csv/elements/ polling_location, precinct, hours_open,
schedule, locality). Feeds of version 3 say which precinct votes where in precinct_polling_location.txt and spell the
address as address_line1, address_city …; both are read.
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from roll.reading import archive, text
from roll.reading.problems import Problems, Unreadable

WANTED = (
    "locality.txt",
    "polling_location.txt",
    "precinct.txt",
    "precinct_polling_location.txt",
    "schedule.txt",
)
NEEDED = ("polling_location.txt", "precinct.txt")
LARGEST = 256 << 20  # bytes of one of these files: a state has some ten thousand precincts
SAYS_YES = ("true", "1", "yes")


@dataclass
class Feed:
    """Rows of each file as `(line, {column: value})`, lines counted over all files; `members` as in a report."""

    rows: dict[str, list[tuple[int, dict]]] = field(default_factory=dict)
    members: list[dict] = field(default_factory=list)
    lines: int = 0

    def of(self, name: str) -> list[tuple[int, dict]]:
        return self.rows.get(name, [])


def read(path: Path, file_name: str, problems: Problems) -> Feed:
    """The feed at `path`. Raises Unreadable when a file that it needs is missing or has no column `id`."""
    members, strays = archive.members(path, WANTED, file_name)
    found = {member.name.rsplit("/", 1)[-1].lower(): member for member in members}
    for name in NEEDED:
        if name not in found:
            raise Unreadable(f"The feed has no {name}. A zip with the VIP files as CSV is wanted.")
    feed = Feed()
    for name in WANTED:
        if name in found:
            feed.members.append({"name": name, "first_line": feed.lines + 1})
            feed.rows[name] = _rows(found[name], name, feed, problems)
    for stray in strays:
        problems.warn(f"{stray.rsplit('/', 1)[-1]} is not needed and was not read")
    return feed


def _rows(member: archive.Member, name: str, feed: Feed, problems: Problems) -> list[tuple[int, dict]]:
    stream, parts = member.open(), []
    try:
        while block := stream.read(1 << 20):
            parts.append(block)
            if len(parts) > LARGEST >> 20:
                raise Unreadable(f"{name} is larger than {LARGEST >> 20} MiB: not a feed of polling places.")
    finally:
        stream.close()
    body = text.to_utf8(b"".join(parts).removeprefix(b"\xef\xbb\xbf"), "cp1252")[0].decode()
    reader = csv.reader(io.StringIO(body, newline=""))
    head = [column.strip().lower() for column in next(reader, [])]
    if "id" not in head and name != "precinct_polling_location.txt":
        raise Unreadable(f"{name} has no column id: its first line must name its columns.")
    rows, before = [], feed.lines
    for cells in reader:
        line = before + reader.line_num
        if len(cells) == len(head):
            rows.append((line, {key: " ".join(cell.split()) for key, cell in zip(head, cells, strict=True)}))
        elif any(cells):
            problems.refuse(line, f"{name}: {len(cells)} columns where {len(head)} are named")
    feed.lines = before + reader.line_num
    return rows


def yes(row: dict, column: str) -> bool:
    return row.get(column, "").lower() in SAYS_YES


def name_of(row: dict) -> str:
    """A polling location's name, wherever its version keeps it."""
    return (row.get("name") or row.get("structured_location_name") or row.get("address_location_name") or "")[
        :120
    ]


def address_of(row: dict) -> str:
    """Its address in one line: the structured parts, else the plain one; "" where there is neither."""
    parts = [row.get(f"structured_{key}") or row.get(f"address_{other}", "") for key, other in
             (("line_1", "line1"), ("line_2", "line2"), ("city", "city"), ("state", "state"), ("zip", "zip"))]  # fmt: skip
    whole = ", ".join(part for part in parts if part) if parts[0] else row.get("address_line", "")
    return whole[:200]
