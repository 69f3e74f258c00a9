"""The files themselves: kept under their checksum, beside the journal, for a rebuild."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

SIZE_LIMIT = 8 << 30  # bytes as sent: North Carolina's whole archive is 1 GB, unpacked 4


class TooLarge(ValueError):
    """More bytes than SIZE_LIMIT."""


def keep(blocks: Iterable[bytes]) -> tuple[str, int]:
    """Stores the bytes once under their SHA-256; answers it and their number. Raises TooLarge."""
    settings.KEPT.mkdir(parents=True, exist_ok=True, mode=0o700)
    checksum, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=settings.KEPT, prefix="coming-", delete=False) as stream:
        try:
            for block in blocks:
                size += len(block)
                if size > SIZE_LIMIT:
                    raise TooLarge(f"The file is larger than {SIZE_LIMIT >> 30} GiB.")
                checksum.update(block)
                stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
            if is_redacted(checksum.hexdigest()):  # known already, and not to come back whole
                os.unlink(stream.name)
            else:
                os.replace(stream.name, settings.KEPT / checksum.hexdigest())
        except BaseException:
            os.unlink(stream.name)
            raise
    return checksum.hexdigest(), size


def keep_file(path: Path) -> tuple[str, int]:
    """Keeps a copy of the file at `path`."""
    with path.open("rb") as stream:
        return keep(iter(lambda: stream.read(1 << 20), b""))


def path_of(sha256: str) -> Path:
    """Where a kept file lies: as it came, or with redacted lines if such a copy took its place."""
    redacted = settings.KEPT / f"{sha256}.redacted.gz"
    return redacted if redacted.exists() else settings.KEPT / sha256


def is_redacted(sha256: str) -> bool:
    return path_of(sha256).suffix == ".gz"
