"""Acts out a whole Election Day on an office, as outside clients do, and checks afterwards what came of it."""

import argparse
import json
import os
import signal
import sys
import time
from pathlib import Path

HELP = "act out a whole Election Day, and check every promise afterwards"
DJANGO = DATABASE = False  # it acts from outside; the office that it makes has a server of its own


def arguments(parser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--day", action="store_true", help="a whole day as fast as the machine can (what it does)"
    )
    how.add_argument("--pace", type=float, metavar="MINUTES", help="all callers at once, in real time")
    how.add_argument("--surge", action="store_true", help="everyone joins within a minute, in real time")
    parser.add_argument("--calls", type=_number, help="of the day (default: 1200000)")
    parser.add_argument("--callers", type=_number, help="in the busiest hour (default: in proportion, 7000)")
    parser.add_argument("--strikes", type=_number, help="by watchers (default: in proportion, 300000)")
    parser.add_argument("--watchers", type=_number, help="default: one for each 80 strikes")
    parser.add_argument("--voters", type=_number, help="of the county that is made (default: in proportion)")
    parser.add_argument(
        "--batch", type=_number, default=5, help="results that a phone sends at once (default: 5)"
    )
    parser.add_argument("--seed", type=int, default=2026, help="the same seed acts out the same day")
    parser.add_argument("--no-troubles", action="store_true", help="nobody loses signal, sends twice, …")
    parser.add_argument(
        "--workers", type=_number, default=max(2, min(os.cpu_count() or 2, 16)), help="web processes"
    )
    parser.add_argument("--generators", type=_number, default=2, help="processes that act (default: 2)")
    parser.add_argument(
        "--width", type=_number, default=24, help="clients that act at once in a day (default: 24)"
    )
    parser.add_argument(
        "--office", type=Path, metavar="FILE", help="a given office, as JSON (docs/howto/replay.md)"
    )
    parser.add_argument(
        "--reloads", type=int, default=0, metavar="N", help="replace all web processes N times meanwhile"
    )
    parser.add_argument("--no-check", action="store_true", help="act only")
    parser.add_argument(
        "--profile", action="store_true", help="have the database count its statements (slower)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def _number(typed: str) -> int:
    if not typed.isdigit() or not 1 <= int(typed) <= 10_000_000:
        raise argparse.ArgumentTypeError("a number from 1 to 10000000")
    return int(typed)


def run(args) -> int:
    from config.replaying import acting
    from replay.telling import lines, report

    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that it cleans up after itself
    folder = Path(os.environ["FIELDOFFICE_VAR"]) / "replay" / time.strftime("%Y-%m-%d-%H%M%S")
    folder.mkdir(parents=True)
    how = acting.How(args.office, args.workers, args.reloads, args.profile, not args.no_check)
    document = acting.act(how, sizes(args), folder)
    page = report.keep(folder, document)
    print("\n".join(lines.lines(document, page)), file=sys.stderr if args.json else sys.stdout)
    if args.json:
        print(json.dumps(document))
    return 0 if document["well"] else 1


def sizes(args):
    from replay.sizes import DAY, PACE, SURGE, Sizes

    mode = PACE if args.pace else SURGE if args.surge else DAY
    return Sizes.for_calls(
        args.calls or Sizes.calls, mode=mode, callers=args.callers, strikes=args.strikes, watchers=args.watchers,
        voters=args.voters, batch=args.batch if mode == DAY else 1, seed=args.seed, minutes=args.pace or (5 if args.surge else 0),
        troubles=not args.no_troubles, processes=args.generators, width=args.width,
    )  # fmt: skip
