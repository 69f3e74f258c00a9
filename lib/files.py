"""Files that are whole or not there: written under a temporary name, forced to the disk, renamed."""

import os
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, readable by its owner alone; folders on the way are made, closed to others, too."""
    half = begin(path, data)
    half.rename(path)


def begin(path: Path, data: bytes) -> Path:
    """The first half of `write`: the data under a temporary name beside `path`, to be renamed by the caller."""
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.exists():  # mkdir(parents=True) would leave those on the way open
            folder.mkdir(mode=0o700, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return half
