"""Makes PDF from what is on a sheet: typst, tagged, with the fonts of this room and no others.

One compiler is kept: a page takes about a hundredth of a second, a process some 150 MB.
"""

import json
import re
import threading
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from lib import qr

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"
SIZES = {"letter": "us-letter", "a4": "a4"}
_COUNT = re.compile(rb"/Type ?/Pages\b[^>]*?/Count (\d+)")
LARGE = 200_000  # bytes; such a document leaves some 70 MB behind
REMEMBERED = (
    10  # documents: typst keeps what any of the last ten might use again, and has no other way to forget
)
_one_at_a_time = threading.Lock()


class CannotPrint(RuntimeError):
    """typst would not set this sheet; the message names the template, never what is on the sheet."""


def pdf(kind: str, sheet: dict, tags: bool = True) -> bytes:
    """The sheet as PDF; `kind` is a packet's, or book; the typst file of that name says what a `sheet` holds.

    `number` becomes the QR code, `paper` is letter or a4, `large` sets everything larger. Raises CannotPrint.
    """
    whole = sheet | {"kind": str(kind), "qr": qr.svg(sheet["number"])}
    whole["paper"] = SIZES[sheet.get("paper", "letter")]
    told = json.dumps(whole, ensure_ascii=False)
    with _one_at_a_time:
        try:
            document = _compiler("print").compile(sys_inputs={"data": told}, format="pdf", pdf_tags=tags)
        except typst.TypstError as error:
            raise CannotPrint(f"{kind}.typ: {str(error).partition(chr(10))[0][:200]}") from None
        for _ in range(
            REMEMBERED + 1
        ):  # it has no other way to forget, and no two packets have much in common
            _compiler("nothing").compile(format="pdf")
    return document


def pages(document: bytes) -> int:
    """How many pages a PDF of ours has: typst writes their count into the page tree's root."""
    return max(int(n) for n in _COUNT.findall(document))


@cache
def _compiler(template: str) -> typst.Compiler:
    own = settings.VAR / "fonts"  # where an office puts fonts for scripts that ours lack
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS), *([str(own)] if own.is_dir() else [])],
        ignore_system_fonts=True,
        sys_inputs={"data": "{}"},
    )
