"""Puts pages where they are read: each whole under a temporary name, then renamed over the one before.

So whoever opens a page finds a whole one at any moment, also after a power cut in the middle; each says its own time.
"""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

AREA = re.compile(r"area-\d+\.html")
HALF = re.compile(r"\..+\.\d+\.part")  # of a writer that was killed, once it is an hour old
HOUR = 3600


def write(folder: Path, pages: dict[str, str], *, public: bool = False) -> None:
    """Writes `{name: text}` in that order. Only the owner can read them, unless they are `public`.

    Pages of areas that are gone are removed; whatever else lies in `folder` stays. Raises OSError.
    """
    for name, text in pages.items():
        path = folder / name
        _make(path.parent, 0o755 if public else 0o700)
        half = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            _put(half, text, 0o644 if public else 0o600)
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
    for place in {(folder / name).parent for name in pages}:
        for path in place.iterdir():
            gone = AREA.fullmatch(path.name) and str(path.relative_to(folder)) not in pages
            if gone or (HALF.fullmatch(path.name) and time.time() - path.stat().st_mtime > HOUR):
                path.unlink(missing_ok=True)


def _make(folder: Path, mode: int) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=mode, parents=True)


def _put(path: Path, text: str, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with open(descriptor, "w", encoding="utf-8") as file:
        with suppress(PermissionError):  # a stick that knows no permissions
            os.fchmod(descriptor, mode)  # whatever the umask
        file.write(text)
        file.flush()
        os.fsync(descriptor)
