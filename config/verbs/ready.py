"""Whether everything holds that must hold before the four days. Nothing is changed by asking."""

import json
import os
from datetime import datetime
from pathlib import Path

HELP = "say what still stands between this office and the four days"


def arguments(parser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from config.ready.looks import BY_HAND

    found = findings(Path(os.environ["FIELDOFFICE_VAR"]))
    for number, finding in enumerate(found, 1):
        finding.number = number
        print(finding.as_text())
    print("\nWhat only people can say:")
    print("\n".join(f"    [ ]  {sentence}" for sentence in BY_HAND))
    wrong = sum(finding.state == "wrong" for finding in found)
    print(f"\n{'Ready, but for what people say.' if not wrong else f'Not ready: {wrong} to do.'}")
    if args.json:
        print(
            json.dumps(
                {"ready": not wrong, "findings": [f.as_json() for f in found], "by_hand": list(BY_HAND)}
            )
        )
    return 1 if wrong else 0


def findings(var: Path) -> list:
    """Every look's answer, the office's first."""
    from config.ready import looks, office
    from drills.stories import STORIES

    now = datetime.now()
    return [
        *office.people(),
        office.journal(),
        office.paper(),
        looks.replay(var, office.planned(), now),
        looks.drills(var, STORIES, now),
    ]
