"""New code under way, nobody notices: the tables first, then the processes one by one."""

import os
import signal
import sys
from pathlib import Path

HELP = "let the open office take the new version without losing a request"


def arguments(parser) -> None:
    pass


def run(args) -> int:
    from config.verbs import prepare

    if prepare.run(args):
        return 1
    try:
        os.kill(int((Path(os.environ["FIELDOFFICE_VAR"]) / "serve.pid").read_text()), signal.SIGHUP)
    except (OSError, ValueError):
        print("No office is open here; start it with: fieldoffice serve", file=sys.stderr)
        return 1
    print("The office is taking the new version; no request is lost.")
    return 0
