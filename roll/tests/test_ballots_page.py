"""Ballots by county and precinct: exact, for directors, within their areas; how old the files are."""

from datetime import timedelta

import pytest

from crew.models import Area, Login, Person, Role
from lib import clock
from roll import chase
from roll.loading import steps
from roll.models import Voter
from roll.tests import files
from roll.tests.test_ballots import night

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def sign_in(role: str, area: Area | None = None):
        person = Person.objects.create(name=role.title(), joined_at=clock.now())
        Role.objects.create(person=person, name=role, area=area)
        client.force_login(Login.objects.create_user(f"{role}{person.pk}@example.org", None, person=person))
        return client

    return sign_in


@pytest.fixture
def ballots(load):
    load(files.county(6))
    return load(night(v1="sent", v2="sent", v3="cure", v4="accepted", v77="sent"), "voted")


def test_counts_by_county_and_by_precinct(ballots, staff):
    data = staff("data_director")
    page = data.get("/roll/ballots/").content.decode()
    assert "Fairwater" in page and "Besides: 1 ballots" in page
    (table,) = chase.by_county(_everywhere())
    assert {label: n for label, n in table.totals if n} == {
        "sent, not back": 2,
        "to be cured": 1,
        "accepted": 1,
    }
    county = Voter.objects.first().county
    (table,) = chase.by_precinct(_everywhere(), county)
    assert sum(n for _label, n in table.totals) == 4
    page = data.get(f"/roll/ballots/?county={county.pk}").content.decode()
    assert f"begin=cure&amp;area={county.pk}" in page
    steps.take_back(ballots)
    assert [table.rows for table in chase.by_county(_everywhere())] == []
    assert "No absentee or early-vote file" in data.get("/roll/ballots/").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("data_director", 200), ("field_director", 200), ("captain", 403), ("help_desk", 403)],
)
def test_for_directors(ballots, staff, role, status):
    assert staff(role).get("/roll/ballots/").status_code == status


def test_another_areas_director_sees_none_of_it(ballots, staff):
    county = Voter.objects.first().county
    other = Area.objects.create(
        kind="region", code="ELSE", name="Elsewhere", parent=county.parent, lineage=[]
    )
    other.lineage = [*county.parent.lineage, other.pk]
    other.save()
    walt = staff("data_director", other)
    assert "Fairwater" not in walt.get("/roll/ballots/").content.decode()
    assert walt.get(f"/roll/ballots/?county={county.pk}").status_code == 403


def test_a_night_without_a_file_is_said(ballots, staff):
    data = staff("data_director")
    assert "0 hours old" in data.get("/roll/ballots/").content.decode()
    with clock.shifted(31 * 3600):
        (file,) = chase.files()
        assert (file.hours, file.late) == (31, True)
        assert "▲ Last file of “North Carolina absentee and early voting”: 31 hours old" in (
            data.get("/roll/ballots/").content.decode()
        )
    with clock.shifted(timedelta(days=400).total_seconds()):
        assert not chase.files()[0].late, "the election is over"


def _everywhere():
    from crew.scope import Scope

    return Scope(None, [("office", None)])
