"""A day on paper of a busy office: packets given out and typed in, one back early, one used while the office was away."""

from datetime import timedelta

from front_desk.tests.busy import BusyOffice
from lib import clock, door
from lists.models import Target
from packets import handing, keying, rounds, striking
from packets.models import Packet


def a_day_on_paper(office: BusyOffice) -> None:
    """Leaves one packet out. Time runs on by a minute or two, so that what came before is not taken for under way."""
    assert not rounds.run().trouble
    person = office.callers[0].person
    early, out = given_out(office, person)
    for packet, letters in ((early, "NC"), (out, "RV")):
        said = [{"row": n, "letter": letter} for n, letter in enumerate(letters, start=1)]
        for _twice in range(2):
            keying.enter(packet, packet.handings.get(), keying.read(packet, said), office.manager)
    with clock.shifted(60):
        handing.take_back(early.handings.get(), office.manager)
    with clock.shifted(70):
        late = office.join("Dee")
        office.in_hand[late.device.pk] = {}
        office.exchange(late)  # is handed what the paper has let go
    back_up = Packet.objects.filter(kind="calls", replaced_at=None).order_by("path").last()
    door.enter("strike", {"voter": back_up.rows[0][2][0]}, source="county")
    with clock.shifted(120):  # nobody knew of the strike on paper, and phones have these numbers, too
        used = handing.used(back_up, person, office.manager)
        rows = keying.read(back_up, [{"row": 1, "letter": "V"}, {"row": 2, "letter": "N"}])
        keying.enter(back_up, used, rows, office.manager)
    sheet = Packet.objects.filter(kind="strikes", replaced_at=None).order_by("path").first()
    striking.enter(
        sheet, striking.read(sheet, [{"row": n, "letter": "X"} for n in (1, 2, 3)]), office.manager
    )
    striking.enter(sheet, striking.read(sheet, [{"row": 2, "letter": "-"}]), office.manager)


def given_out(office: BusyOffice, person) -> list[Packet]:
    """Two packets with at least two rows each, of numbers that no phone has."""
    found = []
    for packet in Packet.objects.filter(kind="calls", replaced_at=None).order_by("path"):
        free = Target.objects.filter(pk__in=[row[0] for row in packet.rows], hold=None, left_n__gt=0)
        if free.filter(due_at__lte=clock.now()).count() > 3 and len(found) < 2:
            found.append(handing.give(packet, person, clock.now() + timedelta(hours=1), office.manager))
    assert len(found) == 2, "this office has too few numbers that are free"
    return found
