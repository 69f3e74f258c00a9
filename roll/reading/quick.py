"""The quick way through clean lines: some hundred at a time, each step one call into C over all of them.

What it makes of them is right or not made at all: lines of which any has an odd quote, another number of columns, or a
field too long are left to whoever reads them one by one.
"""

from collections.abc import Callable
from itertools import repeat
from operator import itemgetter

from roll.reading.header import Plan

SOME = 256  # lines: what they are made of fits into a processor's cache
FIELD_LIMIT = 4_000  # bytes of one kept field


class Quick:
    """Picks the fields of `plan` out of lines; only for plans in which a field is one column.

    `decoded(rows, line numbers)` reads rows of which some are not ASCII; `tail` is what every row ends with.
    """

    def __init__(self, plan: Plan, tail: bytes, decoded: Callable[[list[bytes], range], list[bytes]]):
        pick = [columns[0] for columns in plan.places.values()]
        self.get, self.tabs = itemgetter(*pick), len(pick) - 1
        self.last = max(pick) + 1  # columns up to the last that is kept; those behind it are counted, not cut
        self.behind = plan.width - self.last
        self.quote, self.delimiter = plan.layout.quote.encode(), plan.layout.delimiter.encode()
        self.header = plan.names[0].encode() if plan.names else b"\xff"
        self.tail, self.decoded = tail, decoded

    @staticmethod
    def suits(plan: Plan) -> bool:
        single = all(len(columns) == 1 for columns in plan.places.values())
        return single and len(plan.places) > 1 and not plan.history

    def rows(self, lines: list[bytes], before: int) -> list[bytes] | None:
        """Rows of COPY text for `lines`, the first of which is line `before` + 1; None when one is not clean."""
        cells = self._cut(lines)
        if cells is None or self.header in map(itemgetter(0), cells):
            return None
        rows = list(map(b"\t".join, map(self.get, cells)))
        whole = b"\n".join(rows)
        if (self.quote and self.quote in whole) or whole.count(b"\t") != self.tabs * len(rows):
            return None
        if max(map(len, rows)) > FIELD_LIMIT:
            return None
        numbers = range(before + 1, before + 1 + len(rows))
        if not whole.isascii():
            rows = self.decoded(rows, numbers)
        return list(map(b"%d\t%b%b\n".__mod__, zip(numbers, rows, repeat(self.tail))))

    def _cut(self, lines: list[bytes]) -> list[list[bytes]] | None:
        """The columns of each line up to the last that is kept, or None."""
        quote, mark = self.quote, self.delimiter
        if quote and {line[:1] + line[-1:] for line in lines} == {quote + quote}:
            mark = quote + mark + quote
            lines = [line[1:-1] for line in lines]
        elif quote and quote in b"\n".join(lines):
            return None
        cells = [line.split(mark, self.last) for line in lines]
        if {len(found) for found in cells} != {self.last + (self.behind > 0)}:
            return None
        if self.behind and {found[-1].count(mark) + 1 for found in cells} != {self.behind}:
            return None
        return cells
