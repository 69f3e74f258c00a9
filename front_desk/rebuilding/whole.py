"""The whole way: look, replay, and make ready for work: who holds what, new ids above the old, a new era."""

import shutil
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from crew import rebuilt as staff
from front_desk import journal
from front_desk.models import Cursor, Office
from front_desk.rebuilding import beginning, looking
from front_desk.rebuilding.replaying import MARK, Difference, Replay
from lib import sequences
from lists.freezing import filling
from lists.models import Target
from roll.loading import rebuilt as loads

HASTE = "select set_config('fieldoffice.rebuilding', %s, false), set_config('synchronous_commit', %s, false)"
HOLD_AGAIN = """
select * from lists_hold_again(front_desk_heard_last(), (select max(received_at) from front_desk_entry))
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it; `held` numbers are kept for the devices that may have them in hand."""

    entries: int
    kinds: dict[str, int]
    files: int
    held: int
    era: str
    differences: list[Difference]


def rebuild(
    folder: Path, kept: Path, say: Callable[[str], None], progress: Callable[[str], Callable[[int], None]]
) -> Rebuilt:
    """Fills the empty database from the journal in `folder` and the files in `kept`.

    Raises NotEmpty, Damaged, NotWhole before anything is written. What fails later leaves the database empty again;
    killed, it is emptied by the next rebuild, and no office opens on it until then.
    """
    with beginning.alone():
        beginning.refuse_unless_empty()
        found = looking.look(folder, progress("entries read"))
        say(f"The journal is whole: {found.entries:,} entries.")
        files = list(looking.files(found.needed, kept))
        say(f"The {len(files):,} kept files that it names are there, unchanged.")
        if beginning.broke_off():
            say("An earlier rebuild broke off here: what it left is removed.")
            beginning.empty()
        Cursor.objects.create(name=MARK)
        try:
            _bring(files)
            replay = Replay(progress("entries recorded"))
            with _in_haste():
                replay.run(journal.lines(folder))
            held = _make_ready(found.last_seq, progress("targets settled"))
        except BaseException:
            if not connection.in_atomic_block and not connection.is_usable():
                connection.close()  # the next statement opens another
            beginning.empty()
            raise
        return Rebuilt(
            replay.entries,
            dict(found.kinds),
            len(files),
            held,
            str(Office.objects.get().era),
            replay.differences(),
        )


def _bring(files: list[tuple[looking.Needed, Path]]) -> None:
    """Recorders read kept files where they belong; those that lie elsewhere are copied there."""
    settings.KEPT.mkdir(parents=True, exist_ok=True, mode=0o700)
    for _needed, path in files:
        place = settings.KEPT / path.name
        if not place.exists():
            half = place.with_name(f"{place.name}.part")
            shutil.copyfile(path, half)
            half.chmod(0o600)
            half.rename(place)


@contextmanager
def _in_haste():
    """Where a target stands follows from all facts together: worked out once, at the end. Nothing is waited for to reach
    the disk, for what breaks off is begun anew; the last commit, after this, brings everything before it there."""
    with connection.cursor() as cursor:
        cursor.execute(HASTE, ["on", "off"])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute(HASTE, ["off", "on"])


def _make_ready(last_seq: int, tell: Callable[[int], None]) -> int:
    """Answers how many numbers are held for devices. The mark goes with the last of it."""
    loads.redact_again()
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # everything is new: the next statements look at all of it
        cursor.execute("update office_clock set clock_at = real_now(), beat_at = real_now()")
        cursor.execute(HOLD_AGAIN)
        held = [target for (target,) in cursor.fetchall()]
    targets = list(Target.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(targets), filling.BATCH):
        filling.settle(targets[start : start + filling.BATCH])
        tell(start)
    with transaction.atomic(), connection.cursor() as cursor:
        staff.logins_again()
        sequences.above_what_is_there(loads.drawn())
        cursor.execute("select setval('front_desk_entry_seq', greatest(%s, 1))", [last_seq])
        cursor.execute("select lists_tell_holders(%s)", [held])  # word where one in hand is off every list
        cursor.execute("select count(*) from lists_claim")
        (numbers,) = cursor.fetchone()
        Office.objects.update(era=uuid.uuid4())
        Cursor.objects.filter(name=MARK).delete()
    return numbers
