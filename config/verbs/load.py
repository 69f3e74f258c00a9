"""Takes a file into the roll from the command line: reads, reports, asks, accepts."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

HELP = "load a voter file, history, who-voted file, strikes, scores or polling places"


def arguments(parser) -> None:
    parser.add_argument("file", type=Path, help="text, CSV, zip or gzip")
    parser.add_argument("--layout", help="which layout (default: the one that fits)")
    parser.add_argument(
        "--as", dest="role", default="",
        choices=["voters", "history", "voted", "strikes", "append", "polling-places", "opening-hours", "vip"],
        help="what the file holds",
    )  # fmt: skip
    parser.add_argument("--state", default="", help="two letters, where the layout does not say")
    parser.add_argument("--source", default="", help="who gave the file")
    parser.add_argument(
        "--permitted-use", default="", help="what it may be used for; printed on every export"
    )
    parser.add_argument("--wipe-date", type=date.fromisoformat, help="YYYY-MM-DD (default: in 90 days)")
    parser.add_argument("--yes", action="store_true", help="accept without asking, unless there is an alarm")
    parser.add_argument("--even-so", action="store_true", help="accept in spite of alarms")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from lib import clock
    from roll.loading import choosing, keeping, steps, telling
    from roll.reading.problems import Unreadable

    if not args.file.is_file():
        return _refused(args, f"There is no file {args.file}.")
    progress = telling.Line("read", args.file.stat().st_size)
    try:
        sha256, size = keeping.keep_file(args.file)
        layout = (
            choosing.named(args.layout)
            if args.layout
            else choosing.choose(keeping.path_of(sha256), args.file.name, args.role, args.state)
        )
    except (Unreadable, keeping.TooLarge) as error:
        return _refused(args, str(error))
    wipe_on = args.wipe_date or clock.now().date() + timedelta(days=90)
    load = steps.offer(sha256, size, args.file.name, layout, args.source, args.permitted_use, wipe_on)
    if args.state:
        load.state_code = args.state
        load.save(update_fields=["state_code"])
    load = steps.read(load, progress)
    progress.end()
    if load.state == "failed":
        print(load.error, file=sys.stderr)
        _tell_json(args, load)
        return 1
    print("\n".join(telling.lines(load)), file=sys.stderr if args.json else sys.stdout)
    if not (args.yes or args.even_so) and not _asked():
        print("Not accepted. It waits under Roll, Loads; the roll is as it was.", file=sys.stderr)
        _tell_json(args, load)
        return 1
    try:
        load = steps.accept(load, even_so=args.even_so)
    except steps.NotNow as error:
        print(f"{error}\nNothing was changed. With --even-so it is accepted all the same.", file=sys.stderr)
        _tell_json(args, load)
        return 1
    _tell_json(args, load)
    if not args.json:
        print("Accepted.")
    return 0


def _asked() -> bool:
    return sys.stdin.isatty() and input("Accept? [y/N] ").strip().lower() in ("y", "yes")


def _refused(args, why: str) -> int:
    """For a file that never became a load."""
    print(why, file=sys.stderr)
    if args.json:
        print(json.dumps({"load": None, "state": "refused", "error": why}))
    return 1


def _tell_json(args, load) -> None:
    if args.json:
        hidden = {"places", "newly_confidential", "ids", "precincts"}
        report = {key: value for key, value in load.report.items() if key not in hidden}
        print(
            json.dumps(
                {"load": load.pk, "state": load.state, "layout": load.layout, "error": load.error, **report}
            )
        )
