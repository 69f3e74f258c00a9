"""Makes the sample office, or what is missing of it: `python -m config.demo.making VOTERS any-hour|legal`."""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.demo.note import Note

TAKEN = """This is a campaign's office, not a demo: there are people in it that the demo did not invent.
Open a demo beside it, in a folder of its own:  ./fieldoffice --var DIR demo --port 9000"""


class NotADemo(Exception):
    """The database has voters or people of somebody else's."""


def make(var: Path, voters: int, any_hour: bool, say: Callable[[str], None]) -> Note:
    """Needs Django set up. `say` hears each step when it is done. Raises NotADemo."""
    from config import prepared, preparing
    from config.demo import county

    note = Note.read(var) or Note(voters=voters)
    folder = var / "demo"
    writing = None if note.whole else county.start_making(folder, note.voters)
    try:
        wrong = preparing.prepare(say=lambda text: None)
        if wrong:
            raise RuntimeError("\n".join(wrong))
        prepared.remember(var)
        if not Path(var / "demo.json").exists():
            refuse_if_taken()
        note.write(var)
        say("tables are ready")
        fill(note, var, any_hour, writing, say)
    finally:
        if writing and writing.poll() is None:
            writing.kill()
        shutil.rmtree(folder, ignore_errors=True)  # what was loaded is among the kept files
    return note


def refuse_if_taken() -> None:
    from crew.models import Person
    from roll.models import Voter

    if Voter.objects.exists() or Person.objects.exists():
        raise NotADemo(TAKEN)


def fill(note: Note, var: Path, any_hour: bool, writing, say: Callable[[str], None]) -> None:
    """Every step in order; each looks first whether it is done. What changes the note is kept at once."""
    from config.demo import county, day, goals, people, watching, work

    manager = people.office(note.logins)
    note.write(var)
    if writing and not county.is_loaded():
        told, _ = writing.communicate()
        files = json.loads(told.splitlines()[-1])["files"]
        say(f"{note.voters:,} people invented")
        county.load(files, manager, say)
        county.draw(Path(files["shapes"]), manager)
    captain = people.staff(manager, note.logins)
    note.write(var)
    people.stagings(manager)
    team = people.team(captain, manager)
    targets = work.sheets(work.scripts(manager), team, any_hour, manager)
    say(f"{targets:,} numbers to ring, on {len(work.SHEETS)} sheets")
    goals.set_for_a_fortnight(note.voters, manager)
    watchers = watching.team(captain, people.FALLBACK, manager)
    say(f"{watching.posts(watchers, manager)} posts at polling places, a code for every voter there")
    say(f"{day.so_far(watchers, manager):,} votes struck since this morning, as far as the plan says")
    note.code = people.link(team, captain, note.code).code
    note.polls_code = people.link(watchers, captain, note.polls_code).code
    note.any_hour, note.whole = any_hour, True
    note.write(var)


def main() -> int:
    import django

    django.setup()
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {text}", flush=True)

    var = Path(os.environ["FIELDOFFICE_VAR"])
    try:
        make(var, int(sys.argv[1]), sys.argv[2] == "any-hour", say)
    except (NotADemo, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
