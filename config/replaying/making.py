"""Fills an empty office for a replay: `python -m config.replaying.making`, what is asked for as JSON on standard input.

The office is the one of the environment (DATABASE_URL, FIELDOFFICE_VAR). Prints what an outside client needs as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

WATCHERS_A_LINK = CALLERS_A_LINK = 4_000
FILE_PARTS = 4  # who-voted files in a day, each with what the one before had, as counties send them


def make(
    folder: Path, voters: int, seed: int, callers: int, watchers: int, say: Callable[[str], None]
) -> dict:
    """The office's link codes, logins and files; needs Django set up on an empty database."""
    from django.conf import settings

    from config import prepared, preparing
    from config.demo import people
    from config.replaying import county, work

    if wrong := preparing.prepare(say=lambda text: None):
        raise RuntimeError("\n".join(wrong))
    prepared.remember(settings.VAR)
    say("tables are ready")
    logins: list[dict] = []
    manager = people.office(logins)
    files = county.load(folder, voters, seed, manager, say)
    captain = people.staff(manager, logins)
    people.boiler_room(manager, logins)
    people.stagings(manager)
    team = people.team(captain, manager)
    targets = work.sheets(team, manager)
    say(f"{targets:,} numbers to ring")
    posts, watching = work.posts(captain, manager, watchers)
    say(f"{posts} posts at polling places")
    county.settle_down()
    return {
        "calls_codes": work.links(team, captain, callers, CALLERS_A_LINK),
        "polls_codes": work.links(watching, captain, watchers, WATCHERS_A_LINK) if watchers else [],
        "logins": {name: [one["email"], one["password"]] for name, one in zip(
            ("office", "data", "captain", "boiler_room"), logins, strict=True)},
        "files": county.parts(Path(files["voted"]), folder / "arriving", FILE_PARTS),
        "note": {"voters": voters, "targets": targets, "posts": posts},
    }  # fmt: skip


def main() -> None:
    import django

    django.setup()
    asked, started = json.loads(sys.stdin.read()), time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {text}", file=sys.stderr, flush=True)

    folder = Path(asked.pop("folder"))
    made = make(folder, say=say, **asked)
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()  # what was loaded is among the kept files
    print(json.dumps(made))


if __name__ == "__main__":
    main()
