"""Writes headquarters' copy now: to `var/copy`, or onto a stick."""

import json
import sys
from pathlib import Path

HELP = "write headquarters' copy in plain HTML now (the open office does it every five minutes)"


def arguments(parser) -> None:
    parser.add_argument("--to", type=Path, metavar="DIR", help="where to (default: var/copy)")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from django.conf import settings
    from django.db import DatabaseError

    from boiler_room.copying.copier import copy

    folder = args.to.resolve() if args.to else settings.COPY
    try:
        truth = copy(folder)
    except DatabaseError as error:
        text = str(error).strip().partition("\n")[0]
        print(f"The office cannot be read ({text}). The last copy is in {settings.COPY}.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The copy cannot be written: {error}", file=sys.stderr)
        return 1
    print(f"As of {truth.at.astimezone():%H:%M}: {folder / 'index.html'}")
    if args.json:
        print(json.dumps({"as_of": truth.at.isoformat(), "folder": str(folder), "areas": len(truth.areas)}))
    return 0
