"""Takes every new file of a folder into the roll, for a job that runs each night."""

import sys
from pathlib import Path

HELP = "take every new absentee or early-vote file of a folder (for cron); 1 if one waits for a person"


def arguments(parser) -> None:
    parser.add_argument("folder", type=Path, help="where the newest files are put; nothing in it is changed")
    parser.add_argument(
        "--as", dest="role", default="voted", choices=["voted", "strikes", "history"], help="what they hold"
    )
    parser.add_argument("--state", default="", help="two letters, where the layout does not say")
    parser.add_argument("--source", default="", help="who gave the files")
    parser.add_argument(
        "--permitted-use", default="", help="what they may be used for; printed on every export"
    )


def run(args) -> int:
    from roll.loading import nightly

    if not args.folder.is_dir():
        print(f"There is no folder {args.folder}.", file=sys.stderr)
        return 1
    well = True
    for taken in nightly.take(args.folder, args.role, args.state, args.source, args.permitted_use):
        if taken.state == "known":
            continue
        n = f", {taken.load.report['accepted']:,} lines" if taken.state == "accepted" else ""
        print(f"{taken.path.name}: {taken.state}{n}" + (f". {taken.why}" if taken.why else ""))
        well = well and taken.well
    return 0 if well else 1
