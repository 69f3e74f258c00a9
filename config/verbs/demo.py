"""A whole office to try: an invented county, people, lists, ready to call."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from config.verbs import serve

HELP = "open an office on an invented county, ready to call"
DJANGO = False  # what makes the county is another process; this one stays small


def arguments(parser) -> None:
    parser.add_argument("--voters", type=_voters, default=100_000, help="how many (default: 100000)")
    parser.add_argument(
        "--any-hour",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="let the invented voters be called at any hour (only here)",
    )
    serve.arguments(parser)


def _voters(typed: str) -> int:
    if not typed.isdigit() or not 100 <= int(typed) <= 5_000_000:
        raise argparse.ArgumentTypeError("a number from 100 to 5000000")
    return int(typed)


def run(args) -> int:
    from config import document

    os.environ.setdefault("FIELDOFFICE_CAMPAIGN", "Fairwater for All")  # as its script calls it
    with document.of_an_opening(args.json) as tell:
        return _open(args, tell)


def _open(args, tell) -> int:
    from config.demo import note, welcome
    from config.opening import open_office

    var = Path(os.environ["FIELDOFFICE_VAR"])
    known = note.Note.read(var)
    if known and known.voters != args.voters:
        print(f"There is a county of {known.voters:,} here already; for another say --var DIR.", flush=True)
    if not note.still_holds(var, args.any_hour) and _make(args):
        return 1
    made = note.Note.read(var)

    def announce(url: str) -> None:
        if tell:
            tell(serve.opened(args, url) | welcome.document(made, url))
        else:
            print(welcome.page(made, url, args.lan), flush=True)

    return open_office(args, var, announce)


def _make(args) -> int:
    print(f"Making a county of {args.voters:,} voters …", flush=True)
    hours = "any-hour" if args.any_hour else "legal"
    command = [sys.executable, "-m", "config.demo.making", str(args.voters), hours]
    # as the office will be opened, so that what is prepared now need not be prepared again then
    environment = os.environ | {"FIELDOFFICE_HOSTS": os.environ.get("FIELDOFFICE_HOSTS", "")}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
