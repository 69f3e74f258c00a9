"""What `serve` does first, on its own: for a deploy that wants the tables ready before the code."""

import os
import sys
from pathlib import Path

HELP = "check the configuration, bring the database up to date and gather static files"


def arguments(parser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from config import document, prepared
    from config.preparing import prepare

    tell = document.alone() if args.json else None
    wrong = prepare()
    if not wrong:
        prepared.remember(Path(os.environ["FIELDOFFICE_VAR"]))
    for paragraph in wrong:
        print(paragraph, file=sys.stderr)
    if wrong:
        print("\nThe office does not open until this is put right.", file=sys.stderr)
    if tell:
        tell({"prepared": not wrong, "wrong": wrong})
    return 1 if wrong else 0
