"""The files themselves: kept under their checksum, beside the journal, for a rebuild."""

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Thread

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
            with ThreadPoolExecutor(1) as beside:  # hashing and writing both leave the interpreter free
                hashed = beside.submit(len, b"")
                for block in blocks:
                    size += len(block)
                    if size > SIZE_LIMIT:
                        raise TooLarge(f"The file is larger than {SIZE_LIMIT >> 30} GiB.")
                    hashed.result()
                    hashed = beside.submit(checksum.update, block)
                    stream.write(block)
                hashed.result()
            stream.flush()
            if is_redacted(checksum.hexdigest()):  # known already, and not to come back whole
                os.unlink(stream.name)
            else:
                os.replace(stream.name, settings.KEPT / checksum.hexdigest())
        except BaseException:
            os.unlink(stream.name)
            raise
    # Reading may begin while the disk still writes; an acceptance waits for it, in `make_durable`.
    Thread(target=make_durable, args=[checksum.hexdigest()], daemon=True).start()
    return checksum.hexdigest(), size


def make_durable(sha256: str) -> None:
    """Returns once the kept file is on the disk; nothing to do if it is not here."""
    with suppress(FileNotFoundError):
        for path in (path_of(sha256), settings.KEPT):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def keep_file(path: Path) -> tuple[str, int]:
    """Keeps a copy of the file at `path`."""
    with path.open("rb") as stream:
        return keep(iter(lambda: stream.read(4 << 20), b""))


def path_of(sha256: str) -> Path:
    """Where a kept file lies: as it came, or with redacted lines if such a copy took its place."""
    redacted = settings.KEPT / f"{sha256}.redacted.gz"
    return redacted if redacted.exists() else settings.KEPT / sha256


def is_redacted(sha256: str) -> bool:
    return path_of(sha256).suffix == ".gz"
