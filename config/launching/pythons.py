"""Finding a Python that can run the office."""

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 12)
BEST = ("3.13", "3.14", "3.12")  # the libraries are locked and tested for these


def find():
    """Path of a Python 3.12 or later, the best one known to work; None when the machine has none."""
    found = {}
    for candidate in _candidates():
        version = _version(candidate)
        if version and version >= OLDEST:
            found.setdefault(".".join(map(str, version)), candidate)
            if found.get(BEST[0]):
                break
    for wanted in BEST:
        if wanted in found:
            return found[wanted]
    return next(iter(found.values()), None)


def _candidates():
    yield sys.executable
    for version in BEST:
        named = shutil.which("python" + version)
        if named:
            yield named
    for version in BEST:
        for root in _pyenv_roots():
            # newest patch first: 3.13.10 after 3.13.9 in the alphabet, so by number
            yield from sorted(_below(root, f"versions/{version}*/bin/python3"), key=_patch, reverse=True)
    for version in BEST:
        yield from _of_uv(version)
    for name in ("python3", "python"):
        named = shutil.which(name)
        if named:
            yield named


def _patch(path):
    digits = Path(path).parent.parent.name.split(".")[-1]
    return int(digits) if digits.isdigit() else -1


def _pyenv_roots():
    named = os.environ.get("PYENV_ROOT")
    return [*([Path(named)] if named else []), Path(os.path.expanduser("~")) / ".pyenv"]


def _of_uv(version):
    folder = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or os.path.expanduser("~/.local/share/uv/python"))
    return sorted(_below(folder, f"cpython-{version}.*/bin/python3"), reverse=True)


def _below(folder, pattern):
    """Paths that match; none in a folder that is closed to us, such as root's after `su` or `runuser`."""
    return glob.glob(os.path.join(glob.escape(str(folder)), pattern))


def _version(python):
    """(3, 12) of a Python that really starts (a pyenv shim may exist and not), else None."""
    code = "import sys, ssl, ctypes; print('%d %d' % sys.version_info[:2])"
    try:
        out = subprocess.run(
            [python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20, check=True
        )
        return tuple(map(int, out.stdout.split()))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
