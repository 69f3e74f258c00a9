"""Makes an invented county as files."""

import json
import sys
from pathlib import Path

HELP = "write an invented county: voters, history, absentee ballots, scores, polling places, shapes"
DJANGO = True
DATABASE = False


def arguments(parser) -> None:
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path("sample"), help="where to (default: sample/)"
    )
    parser.add_argument("--voters", type=int, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--seed", type=int, default=2026, help="the same seed writes the same bytes")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from roll import sampling

    if args.voters < 1:
        print("--voters wants a number from 1 on.", file=sys.stderr)
        return 1

    def tell(n: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{n:,} of {args.voters:,} voters", end="", file=sys.stderr, flush=True)

    paths = sampling.make(args.folder, args.voters, args.seed, tell)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if args.json:
        print(
            json.dumps(
                {"voters": args.voters, "seed": args.seed, "files": {r: str(p) for r, p in paths.items()}}
            )
        )
        return 0
    for role, path in paths.items():
        print(
            f"./fieldoffice shapes {path}" if role == "shapes" else f"./fieldoffice load {path} --as {role}"
        )
    return 0
