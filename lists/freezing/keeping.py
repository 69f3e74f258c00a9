"""The kept member list of a sheet: a gzipped CSV named by its checksum; a rebuild fills the sheet from it.

Lines are in rank order: `voter,target,` with the target's number within the sheet (empty: no number to call);
at the end a line `,,number` for each number set aside.
"""

import gzip
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

HEAD = "voter,target,set_aside"


class Missing(Exception):
    """The kept list is not there, or is not what its checksum says."""


def keep(voters: list[int], targets: list[int | None], aside: list[str]) -> str:
    """Writes the list to the kept files and to the disk; answers its checksum (SHA-256, hex)."""
    lines = [HEAD]
    lines += [
        f"{voter},{'' if target is None else target}," for voter, target in zip(voters, targets, strict=True)
    ]
    lines += [f",,{number}" for number in aside]
    data = gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=4, mtime=0)
    checksum = hashlib.sha256(data).hexdigest()
    path = place(checksum)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        half = path.with_name(f"{path.name}.{os.getpid()}.part")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
    return checksum


def place(checksum: str) -> Path:
    return settings.KEPT / f"{checksum}.csv.gz"


def read(checksum: str) -> Iterator[tuple[int, int | None] | str]:
    """`(voter, target)` in rank order, then the numbers set aside; raises Missing."""
    try:
        data = place(checksum).read_bytes()
    except FileNotFoundError:
        raise Missing(f"the member list {checksum} is not among the kept files") from None
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Missing(f"the member list {checksum} was changed: its checksum differs")
    for line in gzip.decompress(data).decode().splitlines()[1:]:
        voter, target, number = line.split(",")
        yield number if number else (int(voter), int(target) if target else None)
