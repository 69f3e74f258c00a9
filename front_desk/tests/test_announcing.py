"""Announcements: who is told, and who is not; for how long, how often, and at no cost to the exchange."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crew.models import Area, Person, Role, Team
from front_desk.announcing import board, told
from front_desk.announcing.saying import LONGEST, MOST_AN_HOUR, MOST_AT_ONCE, announce, withdraw
from front_desk.models import Announcement, Told
from front_desk.tests.office import SmallOffice
from lib import clock, door
from lib.uuid7 import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    """A small office, in whose process nothing was said before."""
    monkeypatch.setattr(board, "kept", board.Kept())
    noted = told.Noted()
    monkeypatch.setattr(board, "noted", noted)
    monkeypatch.setattr(told, "noted", noted)
    return SmallOffice(voters=4)


@pytest.fixture
def olga():
    person = Person.objects.create(name="Olga", joined_at=clock.now())
    Role.objects.create(person=person, name="boiler_room", area=None)
    return person


def soon(minutes=30):
    return clock.now() + timedelta(minutes=minutes)


def heard(caller, client) -> list[str]:
    return [one["text"]["en"] for one in caller.exchange(client, want=False)["announcements"]]


def test_an_area_is_told_with_all_that_lies_below_it_and_nobody_else(office, olga, client):
    staging = Area.objects.create(kind="staging", name="S1", code="S1", parent=office.county, lineage=[])
    staging.lineage = [*office.county.lineage, staging.pk]
    staging.save()
    wake = office._area("region", "WAKE", office.county.parent)
    below = office.caller("Bea", Team.objects.create(name="Below", area=staging))
    beside = office.caller("Ben", Team.objects.create(name="Beside", area=wake))
    sam = office.caller("Sam")
    announce({"en": "Polls are open until 8"}, soon(), olga, area=office.county)
    assert heard(sam, client) == heard(below, client) == ["Polls are open until 8"]
    assert heard(beside, client) == []
    announce({"en": "Staging moves"}, soon(), olga, area=staging)
    assert heard(below, client) == ["Polls are open until 8", "Staging moves"]
    assert heard(sam, client) == ["Polls are open until 8"]
    announce({"en": "We won the draw"}, soon(), olga)
    assert heard(beside, client) == ["We won the draw"]


def test_a_team_is_told_alone(office, olga, client):
    other = office.caller("Ben", Team.objects.create(name="Other", area=office.county))
    announce({"en": "Pizza"}, soon(), olga, team=office.team)
    assert heard(office.caller("Sam"), client) == ["Pizza"]
    assert heard(other, client) == []


def test_it_comes_with_both_languages_and_until_when(office, olga, client):
    until = soon()
    said = announce({"en": "Stop", "es": "Alto"}, until, olga, area=office.county, urgent=True)
    (told_,) = office.caller("Sam").exchange(client, want=False)["announcements"]
    assert told_ == {
        "id": said.seq,
        "text": {"en": "Stop", "es": "Alto"},
        "urgent": True,
        "until": until.isoformat(),
    }


def test_over_or_withdrawn_it_is_said_no_more(office, olga, client):
    sam = office.caller("Sam")
    said = announce({"en": "One"}, soon(), olga)
    announce({"en": "Two"}, soon(5), olga)
    assert heard(sam, client) == ["One", "Two"]
    with clock.shifted(600):
        assert heard(sam, client) == ["One"]  # also by a board that is a second old
    withdraw(said, olga)
    withdraw(said, olga)
    assert heard(sam, client) == ["Two"]


def test_no_volunteer_takes_it_back_and_none_keeps_staff_from_it(office, olga, client):
    sam, said = office.caller("Sam"), announce({"en": "One"}, soon(), olga)
    for kind, fields in (
        ("correction", {"withdraws": [str(said.pk)]}),
        ("announcement", {"text": {"en": "x"}}),
    ):
        sent = {"id": str(uuid7()), "kind": kind, "seen_at": clock.now().isoformat(), **fields}
        assert sam.exchange(client, [sent], want=False)["verdicts"][0]["verdict"] == "refused"
    board.kept.forget()
    assert heard(sam, client) == ["One"]
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "until", "reason"),
    [
        ({"en": "x" * (LONGEST + 1)}, soon(), "text"),
        ({"en": "x", "es": "x" * (LONGEST + 1)}, soon(), "text"),
        ({"es": "Solo español"}, soon(), "text"),
        ({"en": "x"}, soon(-1), "until"),
        ({"en": "x"}, soon(60 * 25), "until"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(office, olga, text, until, reason):
    with pytest.raises(door.Refused) as refused:
        announce(text, until, olga)
    assert refused.value.reason == reason and str(refused.value).endswith(".")
    assert not Announcement.objects.exists()


def test_people_are_spared(office, olga):
    for n in range(MOST_AT_ONCE):
        said = announce({"en": str(n)}, soon(), olga, area=office.county)
    with pytest.raises(door.Refused, match="Withdraw one first"):
        announce({"en": "more"}, soon(), olga, area=office.county)
    withdraw(said, olga)
    announce({"en": "in its place"}, soon(), olga, area=office.county)
    for n in range(MOST_AN_HOUR - MOST_AT_ONCE - 1):
        announce({"en": str(n)}, soon(), olga, team=office.team)
    with pytest.raises(door.Refused, match="within the hour"):
        announce({"en": "more"}, soon(), olga)


def test_each_device_counts_once_and_only_the_number_stays(office, olga, client):
    sam, ben = office.caller("Sam"), office.caller("Ben")
    said = announce({"en": "One"}, soon(), olga, area=office.county)
    for caller in (sam, ben, sam):
        heard(caller, client)
    board.noted.write(board.kept.board.running, at_once=True)
    assert Told.objects.filter(announcement=said).count() == 2
    with clock.shifted(3600):
        assert told.close() == 1
        assert told.close() == 0
    assert not Told.objects.exists()
    assert Announcement.objects.get().told_n == 2


def test_an_exchange_asks_the_database_nothing_more(office, olga, client, monkeypatch):
    sam = office.caller("Sam")
    announce({"en": "One"}, soon(), olga)
    heard(sam, client)
    monkeypatch.setattr(board, "FRESH", 1e9)  # however slow the machine, this is within the second
    monkeypatch.setattr(told, "EVERY", 1e9)
    with CaptureQueriesContext(connection) as asked:
        assert heard(sam, client) == ["One"]
    assert asked.captured_queries == []  # the exchange itself goes past Django's cursors


def test_the_board_reads_what_runs_by_its_index(office, olga):
    announce({"en": "One"}, soon(), olga)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain " + board.NOW)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "announcement_until" in plan
