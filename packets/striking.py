"""What is ticked on a strike sheet comes back through the one door, once, by the number of its packet.

An entry's id is made from packet and row, so a sheet that is typed in twice, or by two people, counts once; a voter who
was struck by a phone as well has voted once all the same. A slip is taken back by a correction that names the entry.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from crew.models import Person
from front_desk.models import Entry, Withdrawal
from lib import clock, door
from packets.keying import MOST, PAPER, Wrong
from packets.models import Packet
from packets.numbers import shown
from precincts import codes
from precincts.models import StrikeCode
from roll.models import Voted

TICK, UNDO = "X", "-"


@dataclass(frozen=True, slots=True)
class Line:
    """Row `number` of a strike sheet, from 1; `ticked` from this very paper, `voted` by whatever source."""

    number: int
    code: str
    name: str
    ticked: bool
    voted: bool


def lines(packet: Packet) -> list[Line]:
    """The rows of the sheet as they were printed, in their order, and what is known of each now."""
    given = StrikeCode.objects.filter(precinct=packet.precinct_id, n__in=packet.rows).select_related("voter")
    people = {code.n: code.voter for code in given}
    voted = set(
        Voted.objects.filter(voter__in=people.values(), ended_seq=None).values_list("voter", flat=True)
    )
    marks = _marks(packet, range(1, len(packet.rows) + 1))
    found = []
    for number, n in enumerate(packet.rows, start=1):
        voter = people.get(n)
        name = f"{voter.last_name}, {voter.first_name}".strip(", ") if voter else ""
        found.append(
            Line(
                number, codes.shown(n), name, marks[number][1] is not None, bool(voter and voter.pk in voted)
            )
        )
    return found


def read(packet: Packet, said: list) -> list[tuple[int, str]]:
    """`[{"row", "letter": "X" or "-"}]` as pairs; raises Wrong, naming the row."""
    if not isinstance(said, list) or len(said) > MOST:
        raise Wrong(_("At most %(n)d rows at once.") % {"n": MOST})
    rows = {}
    for one in said:
        try:
            number, letter = int(one["row"]), str(one["letter"]).upper()
        except (KeyError, TypeError, ValueError):
            raise Wrong(_("A row is a number and a tick.")) from None
        if not 1 <= number <= len(packet.rows):
            raise Wrong(
                _("This packet has no row %(row)d: they go from 1 to %(n)d.")
                % {"row": number, "n": len(packet.rows)}
            )
        if letter not in (TICK, UNDO):
            raise Wrong(_("Row %(row)d: a row is ticked or it is not.") % {"row": number})
        rows[number] = letter  # said twice at once, the last word counts
    return list(rows.items())


def enter(packet: Packet, rows: list[tuple[int, str]], by: Person | None) -> list[dict]:
    """Enters ticks and what takes them back; answers `{"row", "verdict", "text"}` for each."""
    marks = _marks(packet, {number for number, _letter in rows})
    at = clock.now()
    entries, told = [], []
    for number, letter in rows:
        id, since = marks[number]
        if letter == TICK:
            code = codes.shown(packet.rows[number - 1])
            payload = {"precinct": packet.precinct_id, "code": code, "paper": shown(packet.pk)}
            entries.append({"id": id, "kind": "strike", "seen_at": since or at, "payload": payload})
        elif since:
            own = uuid5(PAPER, f"{id} taken back")
            entries.append(
                {"id": own, "kind": "correction", "seen_at": since, "payload": {"withdraws": [str(id)]}}
            )
        else:  # nothing was ticked here: there is nothing to take back
            entries.append(None)
    verdicts = iter(door.enter_many([one for one in entries if one], by=by, source="paper"))
    for (number, _letter), one in zip(rows, entries, strict=True):
        verdict = next(verdicts) if one else None
        told.append(
            {
                "row": number,
                "verdict": verdict.verdict if verdict else "recorded",
                "text": verdict.text if verdict else "",
            }
        )
    return told


def _marks(packet: Packet, numbers) -> dict[int, tuple[UUID, object]]:
    """Of each row the id of its tick, and when it was typed in (None: not yet). A tick that was taken back is over: the
    next one of that row has an id of its own."""
    ids = {number: uuid5(PAPER, f"{packet.pk} {number} voted") for number in numbers}
    while gone := set(
        Withdrawal.objects.filter(entry_id__in=ids.values()).values_list("entry_id", flat=True)
    ):
        ids = {number: uuid5(PAPER, f"{id} again") if id in gone else id for number, id in ids.items()}
    typed = dict(Entry.objects.filter(pk__in=ids.values()).values_list("pk", "seen_at"))
    return {number: (id, typed.get(id)) for number, id in ids.items()}
