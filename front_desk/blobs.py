"""Photos as they come from a bad line: in pieces, going on where the last one ended, named by their checksum.

An entry names the checksum, so it may come before its photo or long after. A device's unfinished piece lies in
`var/kept/coming/`, a whole photo in `var/kept/blobs/`. Nothing is changed on the way: a picture that still tells
where and when it was taken is refused, for stripping it here would give it another name.
"""

import fcntl
import hashlib
import os
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from lib import clock, pictures

MOST_BYTES = 8 * 1024 * 1024
MOST_COMING = 24  # unfinished photos of one device; older than a day they are swept away
NAME = re.compile(r"[0-9a-f]{64}")
DAY = 24 * 3600


class Refused(Exception):
    """`code`: too_large, too_many, not_a_picture, or checksum; with a sentence for the person."""

    def __init__(self, code: str, text: str):
        super().__init__(text)
        self.code, self.text = code, text


def path_of(name: str) -> Path:
    """Where the whole photo is, or will be. ValueError when `name` is no SHA-256 in hex."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return settings.KEPT / "blobs" / name[:2] / name


def take(name: str, device_id: int, start: int | None, size: int, piece: bytes) -> int:
    """Adds a piece that begins at `start` (None: only asks); how many bytes of `size` are there now.

    A piece that begins elsewhere than where the photo stands changes nothing. Raises Refused.
    """
    if path_of(name).exists():
        return size
    if not 0 < size <= MOST_BYTES:
        raise Refused("too_large", _("This photo is too large."))
    part = settings.KEPT / "coming" / f"{device_id}.{name}"
    _sweep(part.parent, device_id, part)
    with open(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two tabs of one phone take turns
        have = file.seek(0, os.SEEK_END)
        if path_of(name).exists():
            return size
        if start == have and have + len(piece) <= size:
            file.write(piece)
            file.flush()
            have += len(piece)
        if have >= size:
            _accept(name, file, part)
        return min(have, size)


def _accept(name: str, file, part: Path) -> None:
    """Looks at the whole of it, and puts it where it is kept: on the disk before anybody is told so."""
    file.seek(0)
    data = file.read()
    try:
        if hashlib.sha256(data).hexdigest() != name:
            raise Refused("checksum", _("The photo was damaged on its way."))
        pictures.kind_of_plain(data)
    except pictures.NotPlain:
        part.unlink(missing_ok=True)
        text = _("This is no plain picture: it could tell where and when it was taken.")
        raise Refused("not_a_picture", text) from None
    except Refused:
        part.unlink(missing_ok=True)
        raise
    os.fsync(file.fileno())
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _sweep(folder: Path, device_id: int, part: Path) -> None:
    """Old unfinished photos of the device go; too many young ones are refused."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = [path for path in folder.glob(f"{device_id}.*") if path != part]
    now = clock.now().timestamp()
    for path in list(coming):
        if now - path.stat().st_mtime > DAY:
            path.unlink(missing_ok=True)
            coming.remove(path)
    if len(coming) >= MOST_COMING:
        raise Refused("too_many", _("Very many photos are on their way already. Try later."))
