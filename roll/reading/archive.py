"""Opens what was given: a plain file, a gzip, or a zip of which the named members count."""

import gzip
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from roll.reading.problems import Unreadable

FILE_LIMIT = 20 << 30  # bytes unpacked: three times North Carolina's largest
RATIO_LIMIT = 200  # voter files shrink 8- to 15-fold; a bomb is beyond 1,000
RATIO_FREE = 64 << 20  # small files may shrink as they like
TRUNCATED = "The archive ends early, so part of the file is missing: fetch it again and compare its size."


@dataclass(frozen=True)
class Member:
    """One text file to read; `open` gives its bytes from the start, each time anew."""

    name: str
    open: Callable[[], BinaryIO]


class _Guarded:
    """A stream that refuses to unpack without end and says plainly when its archive is cut off."""

    def __init__(self, stream: BinaryIO, packed: int):
        self.stream, self.packed, self.n = stream, packed, 0

    def read(self, size: int) -> bytes:
        try:
            block = self.stream.read(size)
        except EOFError:
            raise Unreadable(TRUNCATED) from None
        except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(f"The archive is damaged ({error}): fetch it again.") from None
        self.n += len(block)
        if self.n > FILE_LIMIT:
            raise Unreadable(f"The file is larger than {FILE_LIMIT >> 30} GiB unpacked.")
        if self.n > RATIO_FREE and self.n > self.packed * RATIO_LIMIT:
            raise Unreadable(
                f"The archive unpacks to more than {RATIO_LIMIT} times its size: not a voter file."
            )
        return block

    def close(self) -> None:
        self.stream.close()


def members(path: Path, patterns: tuple[str, ...] = (), name: str = "") -> tuple[list[Member], list[str]]:
    """The text files in `path` and the names of stray members left out.

    `patterns` (as in a layout's `members`) choose inside a zip; without them, or when none fits and only one
    member could be meant, that one is taken. Raises Unreadable for an empty, damaged or locked file.
    """
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty.")
    with path.open("rb") as stream:
        magic = stream.read(6)
    if magic[:2] == b"\x1f\x8b":
        return [Member(name or path.name, lambda: _Guarded(gzip.open(path), size))], []
    if magic[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(path, patterns)
    if magic[:5] == b"%PDF-" or magic[:6] == b"7z\xbc\xaf'\x1c" or magic[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable("This is a PDF, 7z or Excel file; a text file (CSV, TXT), zip or gzip is wanted.")
    return [Member(name or path.name, lambda: _Guarded(path.open("rb"), size))], []


def _zip(path: Path, patterns: tuple[str, ...]) -> tuple[list[Member], list[str]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unreadable(TRUNCATED) from None
    with archive:
        infos = [i for i in archive.infolist() if not i.is_dir()]
    if any(i.filename == "[Content_Types].xml" for i in infos):
        raise Unreadable("This is an Excel or Word file; save it as CSV first.")
    taken = [i for i in infos if _plausible(i) and any(_fits(i.filename, p) for p in patterns)]
    if not taken:
        candidates = [i for i in infos if _plausible(i)]
        if len(candidates) != 1:
            found = ", ".join(i.filename for i in candidates[:5]) or "none"
            raise Unreadable(
                f"No member of the archive is the one to read (found: {found}); unpack it first."
            )
        taken = candidates
    if any(i.flag_bits & 1 for i in taken):
        raise Unreadable("The archive is locked with a password; unpack it first.")
    chosen = {i.filename for i in taken}
    strays = [i.filename for i in infos if i.filename not in chosen]
    return [Member(i.filename, _opener(path, i)) for i in sorted(taken, key=lambda i: i.filename)], strays


def _plausible(info: zipfile.ZipInfo) -> bool:
    base = info.filename.rsplit("/", 1)[-1]
    return (
        info.file_size > 0
        and not base.startswith(("._", ".", "~"))
        and "__MACOSX" not in info.filename
        and base.lower().endswith((".txt", ".csv", ".tsv", ".tab", ".dat"))
    )


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.rsplit("/", 1)[-1].lower(), pattern.lower())


def _opener(path: Path, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: _Guarded(zipfile.ZipFile(path).open(info), max(info.compress_size, 1))
