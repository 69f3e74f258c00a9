"""What `serve` does first, on its own: for a deploy that wants the tables ready before the code."""

import os
import sys
from pathlib import Path

HELP = "check the configuration, bring the database up to date and gather static files"


def arguments(parser) -> None:
    pass


def run(args) -> int:
    from config import prepared
    from config.preparing import prepare

    wrong = prepare()
    if not wrong:
        prepared.remember(Path(os.environ["FIELDOFFICE_VAR"]))
    for paragraph in wrong:
        print(paragraph, file=sys.stderr)
    if wrong:
        print("\nThe office does not open until this is put right.", file=sys.stderr)
    return 1 if wrong else 0
