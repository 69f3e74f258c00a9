"""The quick way says the same as the careful one, whatever lines it is given."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roll import layout
from roll.reading import header
from roll.reading.problems import Problems
from roll.reading.records import Reader

QUOTED = layout.builtin()["nc_history"]
CELLS = st.one_of(
    st.sampled_from(["", " two  spaces ", "PEÑA", "tab\there", 'a "quoted" word', 'odd " quote']),
    st.sampled_from(["county_id", "\u00a0", "x" * 4100]),
    st.text("ABé '", max_size=6),
)  # fmt: skip
# Odd cells in the columns that are kept: of the others the quick way needs to know less, and reads more.
KEPT = {QUOTED.columns.index(column) for name in QUOTED.fields for column in QUOTED.columns_of(name)}
LINES = st.tuples(
    st.tuples(*(CELLS if n in KEPT else st.just("Z") for n in range(15))).map(list),
    st.sampled_from(["clean"] * 6 + ["short", "long", "bare", "utf-8"]),
)


def written(cells: list[str], how: str, mark: str, quote: str) -> bytes:
    """A line as `how` says: too few or too many columns, without quotes, in the other encoding."""
    cells = {"short": cells[:-1], "long": [*cells, "more"]}.get(how, cells)
    around = "" if how == "bare" else quote
    text = mark.join(f"{around}{cell}{around}" for cell in cells)
    return text.encode("utf-8" if how == "utf-8" else "cp1252")


def read(body: bytes, how: layout.Layout, quick: bool) -> tuple:
    """All that comes of reading: rows, and everything that is told about them."""
    problems = Problems()
    reader = Reader(header.match(how, list(how.columns), len(how.columns)), problems)
    if not quick:
        reader._quick = None
    rows = b"".join(reader.copy_blocks(io.BytesIO(body), skip=1))
    told = (reader.line, reader.rows, reader.encodings, reader.cut_off, problems.refused, problems.as_list())
    return rows, told


@pytest.mark.parametrize("mark, quote", [("\t", '"'), ("\t", ""), (",", '"')])
@settings(max_examples=60)
@given(lines=st.lists(LINES, min_size=1, max_size=40))
def test_quick_and_careful_agree(mark, quote, lines):
    how = replace(QUOTED, delimiter=mark, quote=quote)
    body = b"\r\n".join(
        [mark.join(how.columns).encode(), *(written(*line, mark, quote) for line in lines), b""]
    )
    assert read(body, how, quick=True) == read(body, how, quick=False)


def test_one_line_that_is_not_clean_among_many():
    clean = written(["1"] * 15, "clean", "\t", '"')
    lines = [clean] * 1000
    lines[700] = written(["1"] * 14 + ['"'], "clean", "\t", '"')
    body = b"\r\n".join([b"\t".join(c.encode() for c in QUOTED.columns), *lines, b""])
    rows, (line, count, *_) = read(body, QUOTED, quick=True)
    assert (line, count) == (1001, 1000) and [int(r.split(b"\t")[0]) for r in rows.splitlines()] == [
        *range(2, 1002)
    ]
