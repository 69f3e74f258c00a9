"""Turns lines into rows of the fields we keep, at speed where lines are clean and with care where not.

A row leaves as one line of COPY text: `line number TAB field TAB field …`, every field trimmed, inner white
space single, in UTF-8. What the quick way (`quick`) cannot vouch for, an odd quote, a wrong count, a break inside a
field, goes to `mending`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from roll.reading import mending
from roll.reading.header import Plan
from roll.reading.problems import Problems, Unreadable
from roll.reading.quick import FIELD_LIMIT, SOME, Quick
from roll.reading.text import blocks_of_lines, is_utf8, to_utf8

HOPELESS = 2_000  # more lines refused than this, and than were kept, end the reading


class Reader:
    """Reads one member after another. `line` is the last line read, over all members; `rows` counts those
    that left; `cut_off` says that the last line had neither an end nor all its columns."""

    def __init__(self, plan: Plan, problems: Problems):
        self.plan, self.problems = plan, problems
        self.line = self.rows = 0
        self.encodings: dict[str, int] = {}  # encoding met -> first line
        self.cut_off = False
        self.delimiter, self.quote = plan.layout.delimiter.encode(), plan.layout.quote.encode()
        self._tail = b"".join(b"\t" + _escaped(v.encode()) for v in plan.constants.values())
        self._quick = Quick(plan, self._tail, self._decoded_rows) if Quick.suits(plan) else None

    def copy_blocks(self, stream: BinaryIO, skip: int = 0) -> Iterator[bytes]:
        """COPY text for one member, block by block, its first `skip` lines (a header) left out."""
        pending: list[bytes] = []
        end, last = b"\n", False
        for block, end, last in blocks_of_lines(stream):
            fresh = block.split(end)
            strange = self._strange(block, end, len(fresh) - 1)
            lines = pending + fresh
            if skip:
                self.line += skip + sum(line.count(b"\n") for line in lines[:skip])
                lines, skip = lines[skip:], 0
            out, pending = self._rows(lines, strange, last)
            yield out
        if pending:
            yield self._rows(pending, True, True)[0]

    def _rows(self, lines: list[bytes], strange: bool, last: bool) -> tuple[bytes, list[bytes]]:
        """COPY text for `lines`, and the lines that wait for the next block."""
        quick = None if strange else self._quick
        out: list[bytes] = []
        index, extra, count, some = 0, 0, len(lines), SOME
        while index < count:
            if quick and (rows := quick.rows(lines[index : index + some], self.line + index)):
                out += rows
                index += len(rows)
                some = min(2 * some, SOME)
                continue
            if quick and some > 1:  # in fewer lines at a time up to the one that is not clean
                some = some // 16 or 1
                continue
            at = self.line + extra + index + 1
            cells, more, waits = mending.record(self.plan, self.problems, lines, index, at, last)
            if waits:
                break
            if strange:
                extra += sum(line.count(b"\n") for line in lines[index : index + 1 + more])
            index += 1 + more
            if cells and mending.is_header(cells, self.plan):
                self.problems.warn("a repeated header was left out", at)
            elif cells:
                out.append(self._row(cells, at))
            elif last and index == count and lines[-1].strip():
                self.cut_off = True
        self.line += index + extra
        self.rows += len(out)
        if self.problems.refused_n > HOPELESS and self.problems.refused_n > self.rows:
            self._give_up()
        return _single_spaced(b"".join(out)), lines[index:]

    def _strange(self, block: bytes, end: bytes, ends: int) -> bool:
        """Whether a block needs the careful way throughout: it has bytes that mean something to COPY, or line
        ends of another kind than its `ends` own."""
        return (
            b"\0" in block
            or b"\\" in block
            or block.count(b"\n") != (0 if end == b"\r" else ends)
            or block.count(b"\r") != (0 if end == b"\n" else ends)
            or (self.delimiter != b"\t" and b"\t" in block)
        )

    def _row(self, cells: list[bytes], line: int) -> bytes:
        """One row of COPY text from any record's cells: cleaned, escaped, in UTF-8."""
        row = [
            self._clean(b" ".join([cells[i] for i in columns]), line) for columns in self.plan.places.values()
        ]
        wide = b""
        if self.plan.history:
            voted = [(label, cells[i].strip()) for i, label in self.plan.history]
            wide = b"\t" + b"|".join(self._clean(b"%b=%b" % (k.encode(), v), line) for k, v in voted if v)
        return b"%d\t%b%b%b\n" % (line, b"\t".join(row), self._tail, wide)

    def _clean(self, cell: bytes, line: int) -> bytes:
        if not cell.isascii():
            cell = self._decoded(cell, line)
        if len(cell) > FIELD_LIMIT:
            self.problems.warn(f"a field longer than {FIELD_LIMIT} bytes was cut", line)
            cell = cell[:FIELD_LIMIT].decode("utf-8", "ignore").encode()
        return _escaped(b" ".join(cell.split()))

    def _decoded(self, raw: bytes, line: int) -> bytes:
        text, was = to_utf8(raw, self.plan.layout.encoding)
        self.encodings.setdefault(was, line)
        if b"\xef\xbf\xbd" in text:
            self.problems.warn("a byte that no encoding explains became a question mark", line)
            text = text.replace(b"\xef\xbf\xbd", b"?")
        return text

    def _decoded_rows(self, rows: list[bytes], numbers: range) -> list[bytes]:
        """The same for rows of many lines, in one piece where they agree: Latin letters may stand in every fifth."""
        odd = [index for index, row in enumerate(rows) if not row.isascii()]
        piece = b"\n".join([rows[index] for index in odd])
        text, was = to_utf8(piece, self.plan.layout.encoding)
        if b"\xef\xbf\xbd" in text or (was != "UTF-8" and any(is_utf8(rows[index]) for index in odd)):
            made = [self._decoded(rows[index], numbers[index]) for index in odd]
        else:
            self.encodings.setdefault(was, numbers[odd[0]])
            made = text.split(b"\n")
        for index, row in zip(odd, made, strict=True):
            rows[index] = row
        return rows

    def _give_up(self) -> None:
        line, reason = self.problems.refused[0]
        raise Unreadable(
            f"More than half of the first {self.line:,} lines were refused, the first (line {line}) because it"
            f" {reason}. Is {self.plan.layout.title!r} the right layout?"
        )


def _single_spaced(rows: bytes) -> bytes:
    """Fields trimmed and their inner spaces made single, for all rows at once: memory-speed passes."""
    while b"  " in rows:
        rows = rows.replace(b"  ", b" ")
    return rows.replace(b"\t ", b"\t").replace(b" \t", b"\t").replace(b" \n", b"\n")


def _escaped(cell: bytes) -> bytes:
    return cell.replace(b"\\", b"\\\\") if b"\\" in cell else cell
