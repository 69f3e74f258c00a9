"""The careful way to read one record, when the quick way could not vouch for it.

Tried in turn: the line by the book; with the lines after it, when a quote stays open; with its quotes taken
literally. What still has the wrong number of columns is refused with its line number.
"""

import csv

from roll.reading.header import Plan, plain
from roll.reading.problems import Problems

MOST_LINES = 10  # an open quote reaches no further: else one typing slip would swallow the file
csv.field_size_limit(1 << 20)


def record(
    plan: Plan, problems: Problems, lines: list[bytes], at: int, line: int, last: bool
) -> tuple[list[bytes] | None, int, bool]:
    """The cells of the record that begins at `lines[at]`, how many further lines it took, whether it must
    wait for lines not yet read. Cells are None when the record was refused or is no voter's."""
    first = _without_nul(lines[at], problems, line)
    if not first.strip():
        if first or at + 1 < len(lines) or not last:
            problems.warn("an empty line was left out", line)
        return None, 0, False
    cells = _parse(first, plan)
    if cells and (fitting := _fit(cells, plan, problems, line)):
        return fitting, 0, False
    quote = plan.layout.quote.encode()
    if quote and first.count(quote) % 2:
        joined = first
        for more in range(1, MOST_LINES + 1):
            if at + more >= len(lines):
                if not last:
                    return None, 0, True
                break
            joined += b" " + _without_nul(lines[at + more], problems, line + more)
            if joined.count(quote) % 2 == 0 and (cells := _parse(joined, plan)) and len(cells) == plan.width:
                problems.warn("a line break inside a field became a space", line)
                return cells, more, False
    literal = [c.strip(quote) if quote else c for c in first.split(plan.layout.delimiter.encode())]
    if quote in first and (fitting := _fit(literal, plan, problems, line)):
        problems.warn("a stray quote was taken as part of the text", line)
        return fitting, 0, False
    n = len(cells or literal)
    problems.refuse(line, f"has {n} column{'s' * (n != 1)} where {plan.width} are expected")
    return None, 0, False


def cells_of(line: bytes, plan: Plan) -> list[bytes] | None:
    """The cells of a line that is a record by itself, or None."""
    cells = _parse(line, plan)
    return cells if cells and len(cells) == plan.width else None


def is_header(cells: list[bytes], plan: Plan) -> bool:
    """Whether a record repeats the column names, as some files do after every batch."""
    named = sum(
        plain(cell.decode("latin-1")) == plain(name)
        for cell, name in zip(cells, plan.names, strict=False)
        if cell
    )
    return named * 2 > len(plan.names)


def _parse(line: bytes, plan: Plan) -> list[bytes] | None:
    """Cells by the rules of CSV, or by plain cutting where quotes are literal; None if the quotes do not close."""
    delimiter, quote = plan.layout.delimiter, plan.layout.quote
    if not quote or quote.encode() not in line:
        return line.split(delimiter.encode())
    text = line.decode("latin-1").replace("\r", " ").replace("\n", " ")
    try:
        rows = list(csv.reader([text], delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error:
        return None
    return [cell.encode("latin-1") for cell in rows[0]] if len(rows) == 1 else None


def _fit(cells: list[bytes], plan: Plan, problems: Problems, line: int) -> list[bytes] | None:
    if len(cells) == plan.width + 1 and not cells[-1].strip():
        problems.warn("a delimiter too many at the line's end was left out", line)
        return cells[:-1]
    return cells if len(cells) == plan.width else None


def _without_nul(line: bytes, problems: Problems, number: int) -> bytes:
    if b"\0" not in line:
        return line
    problems.warn("NUL bytes were left out", number)
    return line.replace(b"\0", b"")
