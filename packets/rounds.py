"""A round: what should be on paper now is gathered, what changed is printed, what is over goes away.

Files of a round are first written under temporary names; then one entry says what stands on them; then they take their
places. A process that is killed between leaves files of before and, at most, packets without a file: these are printed
again by the next round.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection

from lib import clock, door, files
from packets import folder, keeping, numbers, on_paper, printing
from packets.contents import Content, calls, cover, key_of, kit, strikes, trees, walks
from packets.contents.places import Places
from packets.models import Packet, Round
from packets.printing import CannotPrint

__all__ = ["CannotPrint", "run"]
LEADER = 7304  # advisory lock of the process that makes paper


@dataclass(slots=True)
class _Made:
    """What one round found and printed; `lines` for the kept file, `halves` to be renamed."""

    at: str
    lines: list[dict] = field(default_factory=list)
    halves: list[tuple[Path, Path]] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    pages: int = 0


def run(say: Callable[[str], None] = lambda text: None, paper: str | None = None) -> Round | None:
    """One round; answers its row, or None when another process is at it."""
    paper = paper or settings.PAPER
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LEADER])
        if not cursor.fetchone()[0]:
            return None
        try:
            return _round(say, paper)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LEADER])


def _round(say: Callable[[str], None], paper: str) -> Round:
    row = Round.objects.create(began_at=clock.now())
    root = folder.root()
    places = Places()
    now = Packet.objects.filter(replaced_at=None, handed=False).defer("rows")
    before = {key_of(packet): packet for packet in now}
    made = _Made(folder.when(row.began_at))
    listed: list[folder.Listed | None] = []

    def print_or_keep(content: Content) -> folder.Listed | None:
        row.looked_at += 1
        known = before.pop(content.key, None)
        if known and known.digest == content.digest and (root / known.path).exists():
            return folder.Listed(content, known.pk, known.path, known.as_of)
        try:
            printed = _print(content, made, root, row)
        except CannotPrint as error:  # the others are printed all the same, and the one of before stays
            row.trouble = str(error)[:300]
            return folder.Listed(content, known.pk, known.path, known.as_of) if known else None
        if known:
            made.replaced.append(known.pk)
        return printed

    gathered = (room.contents(places, paper) for room in (calls, walks, kit, strikes, trees))
    for content in chain.from_iterable(gathered):
        listed.append(print_or_keep(content))
        content.sheet = {}  # its rows are on paper now, or were: a county's need not stay in memory
        if row.looked_at % 200 == 0:
            say(f"{row.looked_at:,} packets looked at, {row.printed:,} printed ({made.pages:,} pages)")
    for content in cover.contents(places, paper, [(one.content, one.number) for one in listed if one]):
        listed.append(print_or_keep(content))

    made.replaced += [packet.pk for packet in before.values()]
    if made.lines or made.replaced:
        checksum = keeping.keep(made.lines)
        door.enter("packets", {"file": checksum, "replaced": made.replaced}, source="office")
    for half, place in made.halves:
        half.rename(place)
    row.pages = made.pages
    folder.finish(root, [one for one in listed if one], row, places)
    on_paper.hold_everywhere()
    row.ended_at = clock.now()
    row.save()
    Round.objects.filter(ended_at__lt=row.began_at - folder.REMEMBERED).delete()
    return row


def _print(content: Content, made: _Made, root: Path, row: Round) -> folder.Listed:
    pk = door.new_id("packets_packet")
    number = numbers.shown(pk)
    path = f"{content.path}-{number}.pdf"
    document = printing.pdf(content.kind, content.sheet | {"number": number, "as_of": made.at})
    made.halves.append((files.begin(root / path, document), root / path))
    made.lines.append(keeping.line(content, pk, path))
    row.printed += 1
    made.pages += printing.pages(document)
    return folder.Listed(content, pk, path, row.began_at)
