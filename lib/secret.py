"""Secrets are made at first start and never leave the machine."""

import os
import secrets
from pathlib import Path


def read_or_make(path: Path) -> str:
    """The secret kept at `path`, made (64 characters, mode 0600) when it is not there yet."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text().strip()
    with os.fdopen(fd, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
