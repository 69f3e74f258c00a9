"""Breaks an office of its own on purpose, under load, and says whether it kept its promises."""

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

HELP = "break an office of its own on purpose, and see that it keeps its promises"
DJANGO = DATABASE = False  # it acts from outside, on offices that have servers of their own


def arguments(parser) -> None:
    parser.add_argument("name", nargs="+", help="of a drill; `all`; `list` says which there are")
    parser.add_argument("--quick", action="store_true", help="a small office and few calls")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from drills.stories import STORIES

    if args.name == ["list"]:
        return listed(STORIES, args.json)
    wanted = list(STORIES) if args.name == ["all"] else args.name
    if unknown := [name for name in wanted if name not in STORIES]:
        print(f"There is no drill {', '.join(unknown)}. There are: {', '.join(STORIES)}.", file=sys.stderr)
        return 1
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that it cleans up after itself
    return drilled([STORIES[name] for name in wanted], args)


def listed(stories, as_json: bool) -> int:
    if as_json:
        print(
            json.dumps(
                {
                    name: {"title": s.title, "runbook": s.runbook, "limit": s.limit}
                    for name, s in stories.items()
                }
            )
        )
    else:
        print(
            "\n".join(
                f"{name:18} {story.title} (at most {story.limit:.0f} s)" for name, story in stories.items()
            )
        )
    return 0


def drilled(stories, args) -> int:
    from config.drilling import acting, grounds
    from drills import report

    folder = Path(os.environ["FIELDOFFICE_VAR"]) / "drills" / time.strftime("%Y-%m-%d-%H%M%S")
    folder.mkdir(parents=True)

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    house = grounds.Grounds(folder / "offices", grounds.QUICK if args.quick else grounds.SIZES)
    try:
        document = acting.act(house, stories, folder, say, lambda told: report.keep(folder, told))
    finally:
        shutil.rmtree(folder / "offices", ignore_errors=True)
    page = folder / "report.html"
    print(
        "\n".join([*report.lines(document), "", f"Report: {page}"]),
        file=sys.stderr if args.json else sys.stdout,
    )
    if args.json:
        print(json.dumps(document))
    return 0 if document["well"] else 1
