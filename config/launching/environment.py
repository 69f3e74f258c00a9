"""The office's own environment, `var/venv`: made once, renewed when the lock changes, else left alone."""

import fcntl
import hashlib
import os
import subprocess
import time
from pathlib import Path

from config.launching import index, pythons, uv
from config.launching.said import Trouble, say

LOCKS = Path(__file__).resolve().parent.parent.parent / "requirements"
INCLUDES = {"run": ("run", "domain", "test"), "domain": ("domain",), "test": ("test",)}


def python(var, lock):
    """Path of a Python with the libraries of `requirements/<lock>.txt`; milliseconds when it is there.

    Raises Trouble with a sentence for the person at the keyboard.
    """
    here = var / "venv" / "bin" / "python"
    if _is_current(var, lock):
        return here
    with (var / "venv.lock").open("w") as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        if not _is_current(var, lock):
            _make(var, here, lock)
    return here


def _is_current(var, lock):
    """A stamp says which lock is installed; a set that includes the wanted one will do."""
    return (var / "venv" / "bin" / "python").exists() and _stamp(var) in map(_state, INCLUDES[lock])


def _stamp(var):
    try:
        return (var / "venv" / "fieldoffice.stamp").read_text().strip()
    except OSError:
        return ""


def _state(lock):
    path = LOCKS / (lock + ".txt")
    return lock + " " + hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "-"


def _make(var, here, lock):
    before = _stamp(var).partition(" ")[0]
    if lock == "run" and (LOCKS / (before + ".txt")).exists():
        lock = before  # renew what is there: tests and office share one environment
    started = time.monotonic()
    tool = uv.find(var)
    if not _works(here):
        base = pythons.find()
        if not base:
            say("No Python 3.12 or later on this machine: fetching one …")
        _uv(tool, var, "venv", "--clear", "--python", base or "3.13", str(var / "venv"))
    say("Setting up the libraries (once; about a minute) …")
    lockfile = str(LOCKS / (lock + ".txt"))
    _uv(tool, var, "pip", "sync", "--require-hashes", "--python", str(here), lockfile)
    (var / "venv" / "fieldoffice.stamp").write_text(_state(lock))
    say("Ready after %.0f s." % (time.monotonic() - started))


def _works(here):
    try:
        return subprocess.call([str(here), "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _uv(tool, var, *arguments):
    environment = dict(os.environ, UV_NO_PROGRESS="1", UV_PYTHON_PREFERENCE="system")
    environment.pop("VIRTUAL_ENV", None)
    if "UV_DEFAULT_INDEX" not in environment and "UV_INDEX_URL" not in environment:
        environment["UV_DEFAULT_INDEX"] = index.address()
    if index.certificates():
        environment.setdefault("SSL_CERT_FILE", index.certificates())
    if not os.access(os.path.expanduser("~"), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(var / "tools" / "uv-cache"))
    os.umask(0o022)  # as root, PostgreSQL's own account has to read the programs
    done = subprocess.run(
        [tool, "--quiet", *arguments], env=environment, cwd=str(var), stdout=2, stderr=subprocess.PIPE
    )
    if done.returncode:
        raise Trouble(_explain(done.stderr.decode("utf-8", "replace"), arguments))


def _explain(said, arguments):
    last = "\n  ".join(line for line in said.strip().splitlines()[-6:])
    if arguments[0] == "venv":
        todo = (
            "no Python 3.12 or later was found and none could be fetched. Install one: on Debian 13 and "
            "Ubuntu 24.04  apt install python3 ; elsewhere from python.org or with pyenv."
        )
    elif "No space left" in said:
        todo = "the disk is full. The libraries take 400 MB."
    elif "hash" in said.lower():
        todo = "a library is not the file this version was made with; nothing of it was used."
    else:
        todo = "the libraries could not be installed. Check the network and start again."
    return f"{todo}\n  uv said: {last}"
