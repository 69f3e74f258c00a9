"""Looks at the start of a file: delimiter, header, number of columns, and which layout fits."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from roll.layout import Layout
from roll.reading import archive, header, text
from roll.reading.problems import Unreadable

DELIMITERS = "\t,;|"
SAMPLE = 50
START = 1 << 16


@dataclass
class Sight:
    """What the first lines of a file show. `rows` are the first records' cells, a header among them."""

    members: list[archive.Member]
    strays: list[str]
    encoding: str
    delimiter: str
    quote: str
    rows: list[list[str]] = field(default_factory=list)


def at(
    path: Path, patterns: tuple[str, ...] = (), name: str = "", delimiter: str = "", quote: str | None = None
) -> Sight:
    """What the file at `path` (called `name` by its sender) looks like. Raises Unreadable."""
    members, strays = archive.members(path, patterns, name)
    sample, encoding = _sample(members[0])
    delimiter = delimiter or _delimiter(sample)
    quote = '"' if quote is None else quote
    return Sight(members, strays, encoding, delimiter, quote, _cells(sample, delimiter, quote))


def first_rows(members: list[archive.Member], delimiter: str, quote: str) -> list[list[str]]:
    """The first records of the first of `members`."""
    return _cells(_sample(members[0])[0], delimiter, quote)


def _sample(member: archive.Member) -> tuple[str, str]:
    """The text of the first lines, and the name of the encoding they are in."""
    stream = member.open()
    try:
        start = stream.read(START)
    finally:
        stream.close()
    if not start.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("The file is empty.")
    family, mark = text.encoding_of(start[:4096])
    if family.startswith("utf-16"):
        return _whole_lines(start[mark:].decode(family, "ignore").encode()).decode(), family
    body = _whole_lines(start[mark:].replace(b"\0", b""))
    decoded, was = text.to_utf8(body, "cp1252")
    return decoded.decode(), family if mark else "ASCII" if body.isascii() else was


def _whole_lines(body: bytes) -> bytes:
    end = text.line_end_of(body)
    if len(body) > START // 2 and end not in body:
        raise Unreadable(
            "The file begins with thousands of characters without a line end: it is not one of lines."
        )
    return body.rpartition(end)[0] or body


def _cells(sample: str, delimiter: str, quote: str) -> list[list[str]]:
    lines = [line for line in sample.splitlines() if line.strip()][:SAMPLE]
    if not quote:
        return [[c.strip() for c in line.split(delimiter)] for line in lines]
    rows = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    return [[c.strip() for c in row] for row in rows]


def _delimiter(sample: str) -> str:
    lines = [line for line in sample.splitlines() if line.strip()][:SAMPLE]
    counts = {d: Counter(line.count(d) for line in lines).most_common(1)[0] for d in DELIMITERS}
    steady = {d: (times, n) for d, (n, times) in counts.items() if n}
    return max(steady, key=lambda d: (steady[d][0] * min(steady[d][1], 10), steady[d][1])) if steady else ","


def candidates(path: Path, layouts: list[Layout], name: str = "") -> list[tuple[float, Layout]]:
    """Layouts that could be this file's, best first, each with a score from 0 to 1."""
    found = []
    for layout in layouts:
        try:
            sight = at(path, layout.members, name, layout.delimiter, layout.quote)
        except Unreadable:
            continue
        if score := _score(layout, sight, name or path.name):
            found.append((score, layout))
    return sorted(found, key=lambda pair: -pair[0])


def _score(layout: Layout, sight: Sight, name: str) -> float:
    first, *rest = sight.rows
    named = any(
        fnmatchcase(n.lower(), p.lower()) for p in layout.members for n in (name, sight.members[0].name)
    )
    bonus = 0.1 if named else 0.0
    seen = [header.plain(c) for c in first]
    if header.looks_like_header(first, layout):
        wanted = {header.plain(c) for c in layout.columns} or {
            header.plain(c) for f in layout.fields for c in layout.columns_of(f)
        }
        share = (
            len(wanted & set(seen)) / len(wanted | set(seen))
            if not layout.history_columns
            else (len(wanted & set(seen)) / len(wanted))
        )
        in_order = [c for c in map(header.plain, layout.columns) if c in seen] == [
            c for c in seen if c in wanted
        ]
        return min(1.0, share * (0.9 if in_order else 0.6) + bonus)
    if layout.header or len(first) not in (len(layout.columns), len(layout.columns) + 1):
        return 0.0
    return 0.4 + bonus + (0.4 if _fits_values(layout, rest or [first]) else 0.0)


def _fits_values(layout: Layout, rows: list[list[str]]) -> bool:
    """Whether a file without a header has ids and dates where the layout expects them."""
    at_id = layout.columns.index(layout.columns_of("id")[0])
    ids = [row[at_id] for row in rows if len(row) > at_id]
    dates = [layout.columns.index(c) for f in ("birth_date", "election_date") for c in layout.columns_of(f)]
    dated = all(row[d].count("/") == 2 or row[d] in ("", "*") for row in rows for d in dates if len(row) > d)
    return bool(ids) and all(i.isalnum() and any(ch.isdigit() for ch in i) for i in ids) and dated
