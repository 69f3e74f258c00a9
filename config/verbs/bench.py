"""Measures this machine: round trips, loading, counting, latency with much history, a crowd at the polls, search, memory."""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

HELP = "measure, and say the ratio to bare PostgreSQL"
DJANGO = DATABASE = False  # it brings its own, in a folder that is removed afterwards


def arguments(parser) -> None:
    from config.bench.sizes import PARTS

    parser.add_argument("--only", action="append", choices=PARTS, help="measure only this (may be repeated)")
    parser.add_argument("--voters", type=_voters, help="how many are invented and loaded (default: 1000000)")
    parser.add_argument("--seconds", type=float, help="of each round of load (default: 8; the crowd: 60)")
    parser.add_argument("--screens", type=_screens, help="live connections of the crowd (default: 5000)")
    parser.add_argument("--quick", action="store_true", help="small and short, to see that it works")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def _voters(typed: str) -> int:
    if not typed.isdigit() or not 2_000 <= int(typed) <= 5_000_000:
        raise argparse.ArgumentTypeError("a number from 2000 to 5000000")
    return int(typed)


def _screens(typed: str) -> int:
    if not typed.isdigit() or not 2 <= int(typed) <= 50_000:
        raise argparse.ArgumentTypeError("a number from 2 to 50000")
    return int(typed)


def run(args) -> int:
    from config.bench import measuring, telling
    from config.bench.sizes import PARTS, Sizes

    chosen = {
        name: found for name in ("voters", "seconds", "screens") if (found := getattr(args, name)) is not None
    }
    if args.seconds is not None:
        chosen["crowd_seconds"] = args.seconds
    sizes = Sizes.quick(**chosen) if args.quick else Sizes(**chosen)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that it cleans up after itself
    var = Path(os.environ["FIELDOFFICE_VAR"])
    document = measuring.measure(var / "bench", sizes, args.only or PARTS)
    path = telling.keep(var / "bench", document)
    if args.json:
        print(json.dumps(document))
    else:
        print("\n".join([*telling.lines(document), "", f"Kept as {path}"]))
    return 0
