"""From a bare machine to the verb: a Python, uv, the locked libraries, then `config.cli`."""

import os
import subprocess
import sys
from pathlib import Path

from config.launching import environment
from config.launching.said import Trouble

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments):
    """Replaces this process with `python -m config.cli …`; returns an exit code only when that fails."""
    try:
        var = folder(arguments)
        python = os.environ.get("FIELDOFFICE_PYTHON") or environment.python(var, wanted_lock(arguments))
    except Trouble as trouble:
        print(f"fieldoffice: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130
    os.environ["FIELDOFFICE_VAR"] = str(var)
    os.environ["PYTHONPATH"] = str(ROOT)  # any folder may be the current one
    command = [str(python), "-m", "config.cli", *arguments]
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def folder(arguments):
    """The `var` folder: --var, FIELDOFFICE_VAR, or `var` beside the code; made when it is not there."""
    named = os.environ.get("FIELDOFFICE_VAR")
    for at, argument in enumerate(arguments):
        if argument == "--var" and at + 1 < len(arguments):
            named = arguments[at + 1]
        elif argument.startswith("--var="):
            named = argument[len("--var=") :]
    var = Path(named or ROOT / "var").expanduser().absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe = var / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"cannot write to {var} ({error.strerror}). Choose a folder of your own with --var DIR, "
            "or make it belong to you."
        ) from error
    return var


def wanted_lock(arguments):
    """Which locked set of libraries the verb needs: tests need more than the office does."""
    if "test" in arguments:
        return "test"
    return "domain" if any(a == "--domain" or a.startswith("--domain=") for a in arguments) else "run"
