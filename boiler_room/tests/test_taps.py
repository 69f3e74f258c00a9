"""The picture's taps: taking something on, and moving effort between sheets."""

import pytest

from boiler_room.models import Owner
from boiler_room.tests.people import member, signed_in
from crew.models import Area, Team
from lists.models import Sheet, SheetTeam


@pytest.fixture
def ana(office):
    return member("Ana", "boiler_room")


@pytest.fixture
def elsewhere(office):
    """A county, team and sheet that Ana's colleague Dan of Durham has nothing to do with."""
    state = office.county.parent
    wake = Area.objects.create(kind="region", name="WAKE", code="WAKE", parent=state, lineage=[])
    wake.lineage = [state.pk, wake.pk]
    wake.save()
    team = Team.objects.create(name="Team Walt", area=wake)
    sheet = office.cut_sheet("Wake", voters=[])
    SheetTeam.objects.filter(sheet=sheet).update(team=team)
    return sheet


def relief(client, sheet, **data):
    return client.post(f"/picture/sheets/{sheet.pk}/relief/", data)


def test_taken_on_once_and_given_back(office, ana):
    client = signed_in(ana)
    for _ in range(2):
        client.post("/picture/needs/owner/", {"need": "dry:12"})
    assert Owner.objects.get().person == ana
    for _ in range(2):
        client.post("/picture/needs/owner/", {"need": "dry:12", "give_back": "1"})
    assert not Owner.objects.exists()


def test_a_need_without_a_key_is_none(office, ana):
    client = signed_in(ana)
    assert client.post("/picture/needs/owner/", {}).status_code == 400
    assert client.post("/picture/needs/owner/", {"need": "x" * 61}).status_code == 400
    assert client.get("/picture/needs/owner/").status_code == 405


def test_a_tap_returns_to_the_area_it_was_made_in(office, ana):
    data = {"need": "dry:12", "area": office.county.pk}
    assert signed_in(ana).post("/picture/needs/owner/", data)["Location"] == f"/?area={office.county.pk}"
    data["area"] = "//elsewhere.example"
    assert signed_in(ana).post("/picture/needs/owner/", data)["Location"] == "/"


def test_the_teams_of_one_sheet_go_to_another(office, ana):
    other = office.cut_sheet("Second pass", voters=[])
    SheetTeam.objects.filter(sheet=other).delete()
    for _ in range(2):
        relief(signed_in(ana), office.sheet, act="move", to=other.pk)
    assert list(SheetTeam.objects.filter(team=office.team).values_list("sheet", flat=True)) == [other.pk]


def test_first_paused_and_open_again(office, ana):
    client = signed_in(ana)
    relief(client, office.sheet, act="first")
    relief(client, office.sheet, act="pause")
    sheet = Sheet.objects.get()
    assert sheet.priority == 1 and sheet.paused
    page = client.get("/").content.decode()
    assert "Open it" in page and "✓ Done." in page
    relief(client, office.sheet, act="open")
    assert not Sheet.objects.get().paused


@pytest.mark.parametrize("data", [{}, {"act": "burn"}, {"act": "move"}, {"act": "move", "to": "x"}])
def test_nonsense_moves_nothing(office, ana, data):
    before = Sheet.objects.values().get()
    assert relief(signed_in(ana), office.sheet, **data).status_code == 400
    assert Sheet.objects.values().get() == before


def test_nobody_moves_the_sheets_of_another_county(office, elsewhere):
    dan = signed_in(member("Dan", "boiler_room", office.county))
    assert relief(dan, elsewhere, act="pause").status_code == 404
    assert relief(dan, office.sheet, act="move", to=elsewhere.pk).status_code == 404
    assert not Sheet.objects.filter(paused=True).exists()
    assert Team.objects.get(name="Team Maya").sheet_set.get() == office.sheet


def test_the_help_desk_looks_and_moves_nothing(office):
    hugo = signed_in(member("Hugo", "help_desk", office.county))
    assert "Move its teams" not in hugo.get("/").content.decode()
    assert relief(hugo, office.sheet, act="pause").status_code == 403
    assert not Sheet.objects.get().paused


def test_nobody_takes_on_without_signing_in(client, office):
    assert "/staff/login/" in client.post("/picture/needs/owner/", {"need": "dry:1"})["Location"]
    assert not Owner.objects.exists()
