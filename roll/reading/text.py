"""Finds out how bytes are written and cuts them into lines, in constant memory."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from roll.reading.problems import Unreadable

BLOCK = 1 << 20
LINE_LIMIT = 1 << 20  # a longer "line" means that the file is not one of lines


def encoding_of(start: bytes) -> tuple[str, int]:
    """The encoding family of a file's first bytes and the length of its byte-order mark.

    "utf-16-le" / "utf-16-be" by mark or by where the NUL bytes stand; "utf-8-sig" with a mark; else "bytes":
    ASCII until shown otherwise, each line then being UTF-8 or, failing that, the layout's 8-bit encoding.
    """
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", 3
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", 2
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", 2
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > 0.7 * half:
        return "utf-16-le", 0
    if start[0::2].count(0) > 0.7 * half:
        return "utf-16-be", 0
    return "bytes", 0


def as_bytes(stream: BinaryIO) -> Iterator[bytes]:
    """Blocks of the stream with marks taken off and UTF-16 turned into UTF-8."""
    block = stream.read(BLOCK)
    family, mark = encoding_of(block[:4096])
    if not family.startswith("utf-16"):
        block = block[mark:]
        while block:
            yield block
            block = stream.read(BLOCK)
        return
    decoder = codecs.getincrementaldecoder(family)(errors="replace")
    block = block[mark:]
    while block:
        yield decoder.decode(block).encode("utf-8")
        block = stream.read(BLOCK)
    if rest := decoder.decode(b"", final=True):
        yield rest.encode("utf-8")


def line_end_of(start: bytes) -> bytes:
    """How records end: CRLF where nearly every LF has its CR, so that a bare LF is part of a field."""
    lf, crlf = start.count(b"\n"), start.count(b"\r\n")
    if crlf and crlf >= 0.5 * lf:
        return b"\r\n"
    return b"\n" if lf or not start.count(b"\r") else b"\r"


def blocks_of_lines(stream: BinaryIO, end: bytes = b"") -> Iterator[tuple[bytes, bytes, bool]]:
    """Yields `(block, end, last)`: whole lines, the last line end cut off; only the last may lack its end.

    Raises Unreadable when a megabyte passes without a line end.
    """
    rest = b""
    for block in as_bytes(stream):
        block = rest + block
        end = end or line_end_of(block[:65536])
        cut = block.rfind(end)
        if cut < 0:
            if len(block) > LINE_LIMIT:
                raise Unreadable("A megabyte without a line end: this is not a file of lines.")
            rest = block
            continue
        whole, rest = block[:cut], block[cut + len(end) :]
        yield whole, end, False
    if rest:
        yield rest, end or b"\n", True


def is_utf8(raw: bytes) -> bool:
    """Whether these bytes are UTF-8; told without an exception, which costs more than the decoding."""
    return raw.decode("utf-8", "replace").count("\ufffd") == raw.count(b"\xef\xbf\xbd")


def to_utf8(raw: bytes, fallback: str) -> tuple[bytes, str]:
    """One line as UTF-8, and what it was: "UTF-8" or the fallback's name.

    Non-breaking spaces become spaces; bytes that the fallback does not know become U+FFFD.
    """
    was = "UTF-8" if is_utf8(raw) else fallback
    text = raw.decode(was, errors="replace")
    return text.replace("\u00a0", " ").encode("utf-8"), was
