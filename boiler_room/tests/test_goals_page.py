"""The page of goals: one by form, many by file; a file with a mistake sets nothing."""

from io import BytesIO

import pytest

from boiler_room.models import Goal
from boiler_room.tests.people import member, signed_in

DAY = "2026-11-03"
URL = "/picture/goals/"


@pytest.fixture
def ana(office):
    return signed_in(member("Ana", "field_director", office.county))


def form(office, **changes):
    return {"area": office.county.pk, "what": "calls", "day": DAY, "goal": 1000, **changes}


def file(client, text: str):
    sent = BytesIO(text.encode())
    sent.name = "goals.csv"
    return client.post(f"{URL}file/", {"file": sent})


def test_a_goal_is_set_and_shown_with_its_hours(office, ana):
    assert ana.post(URL, form(office))["Location"] == f"{URL}?day={DAY}"
    page = ana.get(URL, {"day": DAY}).content.decode()
    assert "<b>1,000</b>" in page and "11 h" in page
    assert sum(Goal.objects.filter(own=True).values_list("n", flat=True)) == 1000


def test_the_same_again_replaces_it(office, ana):
    for goal in (1000, 1000, 600):
        ana.post(URL, form(office, goal=goal))
    assert sum(Goal.objects.filter(own=True).values_list("n", flat=True)) == 600


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": -1},
        {"goal": "many"},
        {"day": "soon"},
        {"day": "9999-12-31"},
        {"what": "knocks"},
        {"area": 10**9},
        {"goal": ""},
    ],
)
def test_what_is_no_goal_is_refused_beside_its_field(office, ana, wrong):
    response = ana.post(URL, form(office, **wrong))
    assert "errorlist" in response.content.decode() and not Goal.objects.exists()


def test_nobody_sets_goals_above_their_own_areas(office, ana):
    ana.post(URL, form(office, area=office.county.parent_id))
    assert file(ana, f"area,what,day,goal\nNC,calls,{DAY},5\n").status_code == 400
    assert not Goal.objects.exists()


def test_a_file_sets_many(office, ana):
    text = f"area,what,day,hour,goal\nDURHAM,calls,{DAY},9,120\n01,supporters,{DAY},,2000\n"
    assert file(ana, text)["Location"] == f"{URL}?day={DAY}"
    assert Goal.objects.get(area=office.county, what="calls").n == 120


def test_a_file_with_a_mistake_sets_nothing_and_says_where(office, ana):
    response = file(ana, f"area,what,day,hour,goal\nDURHAM,calls,{DAY},9,120\nDURHAM,calls,{DAY},25,1\n")
    assert response.status_code == 400
    assert "Line 3, column hour" in response.content.decode() and not Goal.objects.exists()


def test_no_file_and_a_page_for_no_day_do_no_harm(office, ana):
    assert ana.post(f"{URL}file/")["Location"] == URL
    for day in ("9999-99-99", "9999-12-31", "0001-01-01", ""):
        assert ana.get(URL, {"day": day}).status_code == 200


def test_the_example_can_be_sent_as_it_is(office, ana):
    assert file(ana, ana.get(f"{URL}example.csv").content.decode()).status_code == 302
    assert Goal.objects.exists()


@pytest.mark.parametrize("role", ["captain", "help_desk"])
def test_others_look_at_no_goals_and_set_none(office, role):
    hugo = signed_in(member("Hugo", role, office.county))
    assert hugo.get(URL).status_code == 403
    assert hugo.post(URL, form(office)).status_code == 403
    assert "goals/" not in hugo.get("/").content.decode() and not Goal.objects.exists()
