"""Which program this is, as one word: two machines with the same files have the same."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ASIDE = {"var", "docs", "tests", "node_modules"}  # what changes nothing that a drill could find


def release() -> str:
    """Twelve digits of a hash over every file of the program, names and contents."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f[0] not in "._" and f not in ASIDE)
        for name in sorted(files):
            if name.endswith((".pyc", ".md")):
                continue
            path = Path(folder, name)
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
