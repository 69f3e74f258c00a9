"""Steering a sheet: what one tap does to what is handed out."""

import pytest

from crew.models import Team
from front_desk.tests.office import SmallOffice
from lib import door
from lists.models import SheetTeam, Target


@pytest.fixture
def office(db):
    return SmallOffice(voters=50)


def change(sheet, **said):
    return door.enter("sheet_change", {"sheet": sheet.pk, **said})


def test_a_paused_sheet_hands_out_nothing_more(client, office):
    change(office.sheet, paused=True)
    assert office.caller().exchange(client)["holds"] == []
    change(office.sheet, paused=False)
    assert office.caller("Ben").exchange(client)["holds"]


def test_priority_decides_which_sheet_comes_first(client, office):
    second = office.cut_sheet("Second", office.voters)
    change(second, priority=1)
    assert office.caller().exchange(client)["holds"][0]["sheet"] == second.pk


def test_teams_are_redirected(client, office):
    second = office.cut_sheet("Second", office.voters)
    east = Team.objects.create(name="East", area=office.county)
    change(office.sheet, teams=[office.team.pk, east.pk])
    SheetTeam.objects.filter(sheet=second).delete()
    change(office.sheet, to=second.pk)
    assert set(second.teams.all()) == {office.team, east} and not office.sheet.teams.exists()
    assert office.caller().exchange(client)["holds"][0]["sheet"] == second.pk
    with pytest.raises(door.Refused):
        change(office.sheet, to=office.sheet.pk)


def test_stricter_limits_settle_the_targets(client, office):
    from front_desk.tests.office import attempt

    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    sam.exchange(client, [attempt(hold, "not_home")], want=False)
    change(office.sheet, attempts_in_all=1)
    assert Target.objects.get(phones=[hold["phone"]]).left_n == 0
    change(office.sheet, attempts_in_all=4)
    assert Target.objects.get(phones=[hold["phone"]]).left_n == 1


@pytest.mark.parametrize(
    "wrong", [{"priority": 0}, {"attempts_a_day": 0}, {"hours_from": "22:00"}, {"rests": {"x": 1}}]
)
def test_impossible_rules_are_refused_and_nothing_changes(office, wrong):
    before = office.sheet.priority
    office.sheet.hours_to = "21:00"
    office.sheet.save()
    with pytest.raises(door.Refused):
        change(office.sheet, paused=True, **wrong)
    office.sheet.refresh_from_db()
    assert office.sheet.priority == before and not office.sheet.paused


def test_an_unknown_sheet(db):
    with pytest.raises(door.Refused, match="does not know"):
        door.enter("sheet_change", {"sheet": 404, "paused": True})


def test_a_repeat_counts_once(office):
    first = change(office.sheet, priority=2)
    change(office.sheet, priority=3)
    from datetime import UTC, datetime

    at = datetime(2026, 11, 1, tzinfo=UTC)
    again = {"sheet": office.sheet.pk, "priority": 4}
    one = door.enter("sheet_change", again, seen_at=at)
    change(office.sheet, priority=5)
    two = door.enter("sheet_change", again, id=one.id, seen_at=at)
    office.sheet.refresh_from_db()
    assert office.sheet.priority == 5 and one.verdict == two.verdict and first.id != one.id
