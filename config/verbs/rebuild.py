"""Makes an empty database whole from the journal and the kept files: the back-up of last resort."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

HELP = "make an empty database whole from journal and kept files"
MOST_SHOWN = 10
NOT_EMPTY = """The database is not empty ({what}); a rebuild fills only an empty one. Nothing was changed.
Choose one of these:
  - put the old one aside:      mv {var}/postgres {var}/postgres-before   (the office closed)
  - make it in another folder:  ./fieldoffice --var DIR rebuild --journal {journal} --kept {kept}
  - name an empty database:     DATABASE_URL=postgresql://… ./fieldoffice rebuild"""
DAMAGED = """The journal is damaged: {error}
Nothing was written. Everything before that line is whole. Take this file from another copy of the journal; if there is
none, keep all of them as they are, and the database too: it is the better witness now."""
AFTER = """Not in the journal, and so not here: passwords, second keys, the list of staff's looks, saved mappings, and files that
nobody had accepted. Staff keep their roles. Next:
  1. ./fieldoffice staff E-MAIL   a sign-in link for an office manager, who makes links for the others (People, Staff)
  2. ./fieldoffice audit          recounts what is here
  3. ./fieldoffice serve          opens the office; phones send once more what they had acknowledged within a day"""


def arguments(parser) -> None:
    parser.add_argument(
        "--journal", type=Path, help="folder of the journal (default: journal/ in the office's folder)"
    )
    parser.add_argument(
        "--kept", type=Path, help="folder of the kept files (default: kept/ in the office's folder)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from django.conf import settings
    from django.db import DatabaseError

    from front_desk.journal import Damaged
    from front_desk.rebuilding.beginning import NotEmpty
    from front_desk.rebuilding.looking import NotWhole

    folder, kept = (args.journal or settings.JOURNAL).resolve(), (args.kept or settings.KEPT).resolve()
    started = time.monotonic()
    try:
        with _office_closed():
            found = _rebuild(folder, kept, args)
    except NotEmpty as error:
        text = NOT_EMPTY.format(what=error, var=settings.VAR, journal=folder, kept=kept)
        return _failed(args, "not_empty", text)
    except Damaged as error:
        return _failed(args, "damaged", DAMAGED.format(error=error))
    except NotWhole as error:
        text = "\n".join(error.args) + "\nNothing was written. Journal and kept files are as they were."
        return _failed(args, "not_whole", text)
    except DatabaseError as error:
        text = f"The database refused: {str(error).strip()}\nJournal and kept files are as they were; rebuild again."
        return _failed(args, "database", text)
    return _tell(args, found, time.monotonic() - started)


def _rebuild(folder: Path, kept: Path, args):
    from boiler_room import folding
    from config import preparing
    from front_desk.rebuilding import whole
    from lib import progress

    def say(text: str) -> None:
        print(text, file=sys.stderr if args.json else sys.stdout, flush=True)

    preparing.migrate(say)
    found = whole.rebuild(folder, kept, say, progress.line)
    folding.fold_all()
    folding.recount_if_map_changed()
    return found


class _office_closed:
    """Holds the clerk's place, so that no clerk folds or ships meanwhile; raises NotEmpty while an office is open."""

    def __enter__(self):
        from boiler_room.clerk import LEADER
        from front_desk.rebuilding.beginning import NotEmpty

        self.leader = LEADER
        if not _one("select pg_try_advisory_lock(%s)", LEADER):
            raise NotEmpty("an office is open on it")

    def __exit__(self, *_):
        _one("select pg_advisory_unlock(%s)", self.leader)


def _one(statement: str, *values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def _failed(args, code: str, text: str) -> int:
    print(text, file=sys.stderr)
    if args.json:
        print(json.dumps({"rebuilt": False, "code": code, "text": text}))
    return 1


def _tell(args, found, seconds: float) -> int:
    rate = found.entries / seconds
    lines = [
        f"Rebuilt: {found.entries:,} entries in {seconds:,.1f} s ({rate:,.0f} a second), era {found.era}."
    ]
    lines += [f"{found.held:,} numbers are kept for the phones that may have them in hand."]
    if found.differences:
        n = len(found.differences)
        lines.append(f"{n:,} verdicts came out differently; the journal's is the one people were told:")
        lines += [
            f"  {d.kind} {d.id} (place {d.seq:,}): was {d.journal!r}, is {d.now!r}"
            for d in found.differences[:MOST_SHOWN]
        ]
        lines += [f"  … and {n - MOST_SHOWN:,} more"] if n > MOST_SHOWN else []
        lines.append(
            "The database is whole but for these. ./fieldoffice audit says what else disagrees, if anything."
        )
    else:
        lines.append("Every verdict is the one that was given.")
    print("\n".join([*lines, AFTER]), file=sys.stderr if args.json else sys.stdout)
    if args.json:
        document = asdict(found) | {
            "rebuilt": True,
            "differ": len(found.differences),
            "seconds": round(seconds, 2),
        }
        document["differences"] = document["differences"][:100]
        print(json.dumps(document))
    return 1 if found.differences else 0
