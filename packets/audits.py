"""What this room can prove afterwards (`lib/auditing.py`)."""

from collections.abc import Iterator

from front_desk.models import Entry
from lib.auditing import Check
from packets import keeping
from packets.models import Packet
from packets.recording.printed import OTHERS, OWN

BATCH = 500
COLUMNS = (*OWN, *(f"{name}_id" for name in OTHERS))


def packets() -> Iterator[dict]:
    """Packets that are not what the kept files of their rounds say, and such files that are missing or changed."""
    unsaid = Packet.objects.count()
    for entry in Entry.objects.filter(kind="packets", verdict="recorded").order_by("seq").iterator():
        try:
            lines = list(keeping.read(entry.payload["file"]))
        except keeping.Missing as missing:
            lines = []
            unsaid = None  # how many packets it had nobody can say
            yield {"entry": str(entry.pk), "is": str(missing)}
        if unsaid is not None:
            unsaid -= len(lines)
        for start in range(0, len(lines), BATCH):
            yield from _compared(lines[start : start + BATCH])
    if unsaid:
        yield {"packets": unsaid, "is": "not what was printed, by the log"}


def _compared(lines: list[dict]) -> Iterator[dict]:
    there = {
        row[0]: row
        for row in Packet.objects.filter(pk__in=[line["id"] for line in lines]).values_list(*COLUMNS)
    }
    for line in lines:
        if there.get(line["id"]) != tuple(line[name] for name in (*OWN, *OTHERS)):
            yield {"packet": line["id"], "is": "another than was printed" if line["id"] in there else "gone"}


CHECKS = [
    Check("packets", 9, "What stands on every packet is what was printed.", rows=packets),
    Check(
        "paper out",
        3,
        "Who has which packet, and its holds, are what the log says.",
        "packets/sql/audit/out.sql",
    ),
    Check(
        "paper in",
        2,
        "What was typed in stands on that person’s packet, or on a strike sheet.",
        "packets/sql/audit/in.sql",
    ),
]
