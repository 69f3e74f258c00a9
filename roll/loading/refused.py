"""The refused lines of a load as a CSV: number, reason and, from the kept file, the line itself."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from roll import layout as layouts
from roll.loading import keeping
from roll.models import Load
from roll.reading import look
from roll.reading.text import blocks_of_lines, to_utf8
from roll.told import said


def as_csv(load: Load) -> Iterator[str]:
    """CSV text, row by row, in the order of the file. After a wipe only numbers and reasons are left.

    Begins with the load's source and permitted use, as every export does.
    """
    reasons = dict(load.refused_lines.order_by("line").values_list("line", "reason"))
    terms = [
        _("source"),
        load.source,
        _("permitted use"),
        load.permitted_use,
        _("wipe by"),
        str(load.wipe_on or ""),
    ]
    yield _row([f"# {terms[0]}", *terms[1:]])
    yield _row([_("line"), _("reason"), _("text")])
    texts = _texts(load, set(reasons)) if keeping.path_of(load.sha256).exists() else iter(())
    told = set()
    for line, text in texts:
        told.add(line)
        yield _row([str(line), said(reasons[line]), text])
    for line in reasons.keys() - told:
        yield _row([str(line), said(reasons[line]), ""])


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    # A spreadsheet would run a cell that begins like a formula.
    csv.writer(out).writerow(["'" + c if c[:1] in "=+-@" and c != "-" else c for c in cells])
    return out.getvalue()


def _texts(load: Load, wanted: set[int]) -> Iterator[tuple[int, str]]:
    layout = layouts.from_dict(load.layout_body)
    sight = look.at(
        keeping.path_of(load.sha256), layout.members, load.file_name, layout.delimiter, layout.quote
    )
    number = 0
    for member in sight.members:
        for block, end, _last in blocks_of_lines(member.open()):
            for line in block.split(end):
                number += 1
                if number in wanted:
                    yield number, to_utf8(line, layout.encoding)[0].decode().replace("\0", "")[:4000]
                number += line.count(b"\n") if end == b"\r\n" else 0
