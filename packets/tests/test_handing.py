"""A packet in somebody's hands is a hold like any other; what is written on it counts once."""

from datetime import timedelta

import pytest
from django.db import connection

from front_desk.models import Entry
from lib import clock, door
from lists.models import Attempt, Claim, Target
from packets import handing, keying, rounds
from packets.models import Handing, Packet

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(paper):
    """Ten voters, a packet of them printed; `given.out()` gives it to Dana for three hours."""
    paper.voters = [paper.voter(paper.number(), last_name=f"Sample{n:02}") for n in range(10)]
    paper.sheet = paper.cut()
    _any_hour(paper.sheet)
    row = rounds.run()
    assert row and not row.trouble
    paper.packet = Packet.objects.get(kind="calls", replaced_at=None)
    paper.dana = paper.person("Dana")
    paper.out = lambda packet=None: handing.give(
        packet or paper.packet, paper.dana, clock.now() + timedelta(hours=3), None
    )
    return paper


def _any_hour(sheet):
    """The window of these voters is open whenever the test runs."""
    from datetime import time

    sheet.hours_from, sheet.hours_to = time(0, 0), time(23, 59, 59)
    sheet.save()


def handed_to_a_phone(county) -> list[int]:
    """Targets that a caller's phone would be handed now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select target_id from lists_hand_out(%s, 999, %s, %s, '{en}', 50, 5)",
            [county.dana.pk, county.team.pk, county.sheet.pk],
        )
        return [row[0] for row in cursor.fetchall()]


def rows_of(packet):
    return keying.read(packet, [{"row": n, "letter": "N"} for n in range(1, len(packet.rows) + 1)])


def type_in(packet, said):
    return keying.enter(packet, packet.handings.get(), keying.read(packet, said), None)


def test_whoever_is_on_paper_is_handed_to_no_phone(given):
    packet = given.out()
    assert len(packet.rows) == 10
    assert Claim.objects.count() == 10
    assert handed_to_a_phone(given) == []
    handing.take_back(packet.handings.get(), None)
    handing.take_back(packet.handings.get(), None)
    assert Claim.objects.count() == 0
    assert len(handed_to_a_phone(given)) == 10


def test_what_a_phone_has_is_on_no_packet(given):
    with connection.cursor() as cursor:
        cursor.execute(
            "select phone from lists_hand_out(%s, 999, %s, %s, '{en}', 4, 4)",
            [given.dana.pk, given.team.pk, given.sheet.pk],
        )
        held = {row[0] for row in cursor.fetchall()}
    packet = given.out()
    assert len(held) == 4
    assert held.isdisjoint({row[1] for row in packet.rows}) and len(packet.rows) == 6
    with pytest.raises(handing.Cannot):
        given.out()


def test_who_has_voted_since_it_was_printed_is_not_given_out(given):
    door.enter("strike", {"voter": given.voters[0].pk}, source="county")
    packet = given.out()
    assert given.voters[0].pk not in [voter for row in packet.rows for voter in row[2]]


def test_a_hold_on_paper_ends_by_itself(given):
    packet = given.out()
    with connection.cursor() as cursor:
        cursor.execute("update lists_claim set closes_at = real_now() - interval '3 minutes'")
        cursor.execute("select lists_lapse(100)")
    assert Claim.objects.count() == 0
    (verdict,) = type_in(packet, [{"row": 1, "letter": "N"}])
    assert verdict["verdict"] == "recorded", "a result that comes late is still a fact"


def test_a_sheet_typed_in_twice_counts_once(given):
    packet = given.out()
    said = [{"row": n, "letter": "C", "answers": {"1": 1, "3": 2}} for n in range(1, 11)]
    first, second = type_in(packet, said), type_in(packet, said)
    assert {one["verdict"] for one in first + second} == {"recorded"}
    assert Attempt.objects.count() == 10
    one = Attempt.objects.first()
    assert (one.result, one.person_id) == ("contacted", given.dana.pk)
    assert one.answers == {"hello": "yes", "matters": "no"}
    assert set(Entry.objects.filter(kind="attempt").values_list("source", flat=True)) == {"paper"}
    assert Target.objects.filter(left_n__gt=0).count() == 0


def test_who_types_may_mend_a_slip(given):
    packet = given.out()
    type_in(packet, [{"row": 1, "letter": "N"}])
    (verdict,) = type_in(packet, [{"row": 1, "letter": "C", "answers": {"1": 1}}])
    assert verdict["verdict"] == "recorded"
    assert Attempt.objects.get(withdrawn_by=None).result == "contacted"
    (line, *_rest) = keying.lines(packet, packet.handings.get())
    assert (line.letter, line.answers) == ("C", {1: 1})


def test_what_the_app_recorded_differently_waits_for_a_person(given):
    packet = given.out()
    one = packet.handings.get()
    app = {"hold": one.holds[0], "voter": packet.rows[0][2][0], "result": "refused", "answers": {}}
    door.enter("attempt", app, by=given.dana, source="device")
    (same,) = type_in(packet, [{"row": 1, "letter": "R"}])
    (differs,) = type_in(packet, [{"row": 1, "letter": "C"}])
    assert (same["verdict"], differs["verdict"]) == ("recorded", "waiting")
    assert Attempt.objects.filter(withdrawn_by=None).count() == 1


def test_back_up_paper_that_was_used_comes_back_and_overlaps_are_counted(given):
    given.out_phone = handed_to_a_phone(given)[:3]
    one = handing.used(given.packet, given.dana, None)
    assert one.overlaps == 10, "all ten are with a phone"
    verdicts = keying.enter(given.packet, one, rows_of(given.packet), None)
    assert {verdict["verdict"] for verdict in verdicts} == {"recorded"}
    assert Attempt.objects.count() == 10
    with pytest.raises(handing.Cannot):
        handing.used(given.packet, given.dana, None)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([{"row": 11, "letter": "N"}], "11"),
        ([{"row": 0, "letter": "N"}], "0"),
        ([{"row": 2, "letter": "Q"}], "2"),
        ([{"row": 3, "letter": "C", "answers": {"1": 9}}], "3"),
        ([{"row": 3, "letter": "C", "answers": {"9": 1}}], "3"),
        ([{"letter": "N"}], "row"),
        ("nonsense", "200"),
        ([{"row": 1, "letter": "N"}] * 201, "200"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_is_entered(given, said, names):
    packet = given.out()
    with pytest.raises(keying.Wrong, match=names):
        keying.read(packet, said)
    assert Attempt.objects.count() == 0


def test_a_rebuilt_office_knows_its_paper(given):
    """The recorders depend on the entry and the kept files alone: run again, they make the same rows."""
    packet = given.out()
    wanted = list(Packet.objects.order_by("pk").values_list("pk", "rows", "path", "replaced_at", "handed"))
    out = list(Handing.objects.values_list("packet", "person", "holds"))
    entries = list(Entry.objects.filter(kind__in=("packets", "packet_out")).order_by("seq"))
    Handing.objects.all().delete()
    Packet.objects.all().delete()
    for entry in entries:
        fact = door.Entry(
            entry.pk, entry.seq, entry.kind, entry.payload, entry.person_id, None, entry.source,
            entry.seen_at, entry.received_at,
        )  # fmt: skip
        door.recorder(entry.kind)(fact)
    assert (
        list(Packet.objects.order_by("pk").values_list("pk", "rows", "path", "replaced_at", "handed"))
        == wanted
    )
    assert list(Handing.objects.values_list("packet", "person", "holds")) == out
    assert packet.pk in [row[0] for row in wanted]
