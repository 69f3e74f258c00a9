"""“We are on paper”: screens of the area say so, its numbers go to the packets, and coming back reconciles."""

import uuid
from datetime import time, timedelta
from hashlib import sha256

import pytest

from crew.models import Device, Switch
from crew.switches import standing
from front_desk.announcing import board
from front_desk.models import Announcement, Entry
from front_desk.tests.office import Caller, attempt
from lib import clock, door
from lib.sqlfile import ROOT
from lists.models import Claim
from lists.tests.staff import member, sign_in
from packets import handing, keying, on_paper, rounds
from packets.models import Handing, OnPaper, Packet

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def room(paper, monkeypatch):
    """Twelve voters on one packet of Maya's team; Dana's phone has `paper.phone.exchange(client)`."""
    monkeypatch.setattr(board, "kept", board.Kept())
    for n in range(12):
        paper.voter(paper.number(), last_name=f"Sample{n:02}")
    paper.sheet = paper.cut()
    paper.sheet.hours_from, paper.sheet.hours_to = time(0, 0), time(23, 59, 59)
    paper.sheet.save()
    rounds.run()
    paper.packet = Packet.objects.get(kind="calls")
    paper.cap = member("Cap", "captain", paper.county)
    dana = paper.person("Dana")
    dana.team = paper.team
    dana.save()
    token = uuid.uuid4().hex
    device = Device.objects.create(
        client=uuid.uuid4(), person=dana, made_at=clock.now(), token_hash=sha256(token.encode()).digest()
    )
    paper.phone = Caller(dana, device, token)
    return paper


def declare(room, hours=4):
    return on_paper.declare(room.county, clock.now() + hours * HOUR, "no line", room.cap)


def test_the_area_says_so_and_its_numbers_go_to_the_paper_that_lies_there(room, client):
    declare(room)
    one = Handing.objects.get()
    assert (one.packet, one.person, one.overlaps) == (room.packet, room.team.captain, 0)
    assert Claim.objects.filter(device_id=-room.packet.pk).count() == 12
    told = room.phone.exchange(client)
    assert told["holds"] == [] and "calls.next" in told["switched"]["off"]
    (word,) = told["announcements"]
    assert word["urgent"] and "on paper" in word["text"]["en"] and "papel" in word["text"]["es"]
    with pytest.raises(door.Refused):
        declare(room)
    assert OnPaper.objects.count() == 1 and Announcement.objects.count() == 1


def test_another_area_goes_on(room, client):
    elsewhere = room._area("region", "WAKE", room.state)
    on_paper.declare(elsewhere, clock.now() + HOUR, "no line", room.cap)
    assert not Handing.objects.exists()
    told = room.phone.exchange(client)
    assert len(told["holds"]) == 12 and told.get("announcements", []) == []


def test_what_a_phone_has_stays_with_it_and_is_counted(room, client):
    room.phone.exchange(client)
    Claim.objects.exclude(phone__in=[row[1] for row in room.packet.rows[:5]]).delete()
    on_paper.handing.connection.cursor().execute("select lists_settle(array(select id from lists_target))")
    declare(room)
    one = Handing.objects.get()
    assert one.overlaps == 5
    assert Claim.objects.filter(device_id=-room.packet.pk).count() == 7
    verdicts = keying.enter(
        room.packet, one, keying.read(room.packet, [{"row": n, "letter": "N"} for n in range(1, 13)]), None
    )
    assert {verdict["verdict"] for verdict in verdicts} == {"recorded"}, (
        "it was called from paper, and is a fact"
    )
    query = (ROOT / "packets/sql/audit/out.sql").read_text()
    with on_paper.connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == []


def test_coming_back_reconciles(room, client):
    declared = declare(room)
    one = Handing.objects.get()
    app = {"hold": one.holds[0], "voter": room.packet.rows[0][2][0], "result": "refused", "answers": {}}
    door.enter("attempt", app, by=one.person, source="device")
    said = [{"row": n, "letter": "N"} for n in range(1, 5)]
    keying.enter(room.packet, one, keying.read(room.packet, said), None)
    on_paper.end(declared, room.cap)
    on_paper.end(declared, room.cap)
    assert Entry.objects.filter(kind="off_paper").count() == 1
    told = room.phone.exchange(client)
    assert told["switched"]["off"] == [] and told.get("announcements", []) == []
    assert told["holds"] == [], "what is out on paper is with nobody else until it is back"
    declared.refresh_from_db()
    out = on_paper.reconciled(declared)
    assert [(handed.packet_id, results, voters) for handed, results, voters in out["rows"]] == [
        (room.packet.pk, 4, 12)
    ]
    assert out["waiting"] == 1
    assert on_paper.take_all_back(declared, room.cap) == 1
    assert on_paper.take_all_back(declared, room.cap) == 0
    assert len(room.phone.exchange(client)["holds"]) == 8
    holds = room.phone.exchange(client, have=[])["holds"]
    assert (
        room.phone.exchange(client, [attempt(holds[0], "not_home")])["verdicts"][0]["verdict"] == "recorded"
    )


def test_the_switch_is_again_what_it_was(room):
    from crew.switches.switching import switch

    for before, after in (("off", False), ("on", True), ("inherit", None)):
        switch("calls.next", room.county, before, "of before", room.cap)
        declared = declare(room)
        assert not standing.is_on("calls.next", room.county)
        on_paper.end(declared, room.cap)
        assert Switch.objects.get(feature="calls.next").is_on is after, before


def test_what_was_printed_since_is_held_by_the_next_round(room):
    declare(room)
    handing.take_back(Handing.objects.get(), None)
    door.enter("strike", {"voter": room.packet.rows[0][2][0]}, source="county")
    rounds.run()
    newer = Packet.objects.get(kind="calls", replaced_at=None)
    assert newer != room.packet
    assert Claim.objects.filter(device_id=-newer.pk).count() == 11
    rounds.run()
    assert Handing.objects.filter(packet=newer).count() == 1


def test_more_areas_may_be_declared_than_one_may_announce(room):
    for n in range(12):
        area = room._area("region", f"R{n}", room.state)
        on_paper.declare(area, clock.now() + HOUR, "no line", room.cap)
    assert OnPaper.objects.count() == 12


def test_a_rebuilt_office_knows_what_was_declared(room):
    declared = declare(room)
    on_paper.end(declared, room.cap)
    wanted = list(OnPaper.objects.values())
    OnPaper.objects.all().delete()
    for entry in Entry.objects.filter(kind__in=("on_paper", "off_paper")).order_by("seq"):
        door.recorder(entry.kind)(
            door.Entry(entry.pk, entry.seq, entry.kind, entry.payload, entry.person_id, None, entry.source,
                       entry.seen_at, entry.received_at)
        )  # fmt: skip
    assert list(OnPaper.objects.values()) == wanted


def test_by_the_page_and_in_ones_own_areas_alone(room, client):
    at = "/packets/on-paper/"
    said = {"area": room.county.pk, "hours": 2, "why": "The line is down"}
    assert client.post(at, said).status_code == 302 and not OnPaper.objects.exists()
    sign_in(client, member("Hugo", "help_desk", room.county))
    assert client.get(at).status_code == 403
    assert at not in client.get("/packets/").content.decode()
    sign_in(client, member("Other", "captain", room._area("region", "WAKE", room.state)))
    assert client.post(at, said).status_code == 400 and not OnPaper.objects.exists()
    declared = declare(room)
    for what in ("over", "back"):
        assert client.post(f"{at}{declared.pk}/{what}/").status_code == 403
    assert OnPaper.objects.get().over_at is None
    assert f"{declared.area.name} is on paper" not in client.get("/packets/").content.decode()
    on_paper.end(declared, room.cap)

    sign_in(client, room.cap)
    for wrong in ({"why": ""}, {"hours": 13}, {"area": room.precinct.pk}):
        assert client.post(at, said | wrong).status_code == 400, wrong
    assert client.post(at, said).status_code == 302
    assert client.post(at, said).status_code == 400, "it is on paper already"
    page = client.get(at).content.decode()
    assert "on paper until" in page and "The line is down" in page
    again = OnPaper.objects.get(over_at=None)
    assert "is on paper" in client.get("/packets/").content.decode()
    assert client.post(f"{at}{again.pk}/over/").status_code == 302
    assert client.post(f"{at}{again.pk}/back/").status_code == 302
    assert "back on screens" in client.get(at).content.decode()
