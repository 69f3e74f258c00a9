"""The board's page: one's own areas, furthest behind first, what needs someone at the polls and whom to call."""

import re

import pytest

from boiler_room.tests.people import member, signed_in
from boiler_room.tests.test_board_reads import plan
from boiler_room.tests.test_picture import shown
from crew.models import AuditNote
from lib import door
from precincts.models import Opening
from precincts.tests.polls import Polls

pytestmark = pytest.mark.django_db
PAGES = (
    "/board/",
    "/wall/",
    "/wall/slides/",
    "/board/parts/polls/",
    "/board/entries/?figure=voted",
    "/board/supporters/",
)


@pytest.fixture
def polls():
    polls = Polls()
    door.enter("supporters", {"score": 2, "said": 2})
    return polls


@pytest.fixture
def ana(db):
    return signed_in(member("Ana", "field_director"))


def strike(polls, precinct, n):
    for voter in polls.voters[precinct.pk][:n]:
        door.enter("strike", {"voter": voter.pk})


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_votes_stand_against_the_win_number_and_the_plan(polls, ana):
    plan(polls.durham, 8)
    door.enter("win_number", {"area": polls.durham.pk, "n": 20})
    strike(polls, polls.one, 5)  # scores 1 to 5: two supporters
    page = ana.get("/board/")
    assert shown(page, "banked") == "2" and shown(page, "needed") == "18" and shown(page, "share") == "10 %"
    assert shown(page, "against") == "−6" and shown(page, "expected") == "8"
    assert shown(page, "known") == "9" and shown(page, "turnout") == "22.2 %"
    assert shown(page, f"a{polls.durham.pk}.voted") == "5"


def test_who_is_furthest_behind_comes_first(polls, ana):
    plan(polls.one, 3)
    plan(polls.two, 6)
    strike(polls, polls.two, 2)
    strike(polls, polls.one, 2)
    table = text_of(ana.get(f"/board/parts/areas/?area={polls.durham.pk}"))
    assert table.index("Durham 02") < table.index("Durham 01") < table.index("Durham 03")


def test_the_hours_add_up_to_what_is_banked(polls, ana):
    plan(polls.durham, 6, hours_ago=2, hours=3)
    strike(polls, polls.one, 2)
    page = text_of(ana.get("/board/parts/hours/"))
    assert (
        "now 2 2 2" in page and "Set other hours" in page
    )  # two banked in this hour, its plan of two, two in all


def test_at_the_polls_the_worst_comes_first_with_whom_to_call(polls, client, ana):
    for place in (polls.school, polls.library):
        Opening.objects.create(place=place, opens_at=polls.post.starts_at, closes_at=polls.post.ends_at)
    will = polls.will
    will.send(client, will.entry("polls_report", place=polls.school.pk, what="not_open"))
    page = text_of(ana.get("/board/parts/polls/"))
    assert page.index("SCHOOL") < page.index("LIBRARY")
    assert (
        "✗ not open" in page
        and "watcher Will (919) 555-0123" in page
        and "captain Maya (919) 555-0199" in page
    )
    assert "Nobody stands there now." in page  # at the library
    wall = text_of(ana.get("/wall/"))
    assert "SCHOOL" in wall
    for name in ("Will", "Maya", "555-0123", "LAST", "Ana"):
        assert name not in wall


def test_two_troubles_of_one_place_are_one_line(polls, client, ana):
    Opening.objects.create(place=polls.school, opens_at=polls.post.starts_at, closes_at=polls.post.ends_at)
    polls.will.send(client, polls.will.entry("line_report", place=polls.school.pk, minutes=90))
    page = ana.get("/board/parts/polls/").content.decode()
    assert page.count('class="tags"') == 1 and "line 90 min" in page and "not reported open" in page


def test_someone_of_one_county_sees_that_county(polls):
    strike(polls, polls.one, 3)
    walt = signed_in(polls.walt)
    page = walt.get("/board/")
    assert shown(page, "voted") == "0" if 'data-figure="voted"' in page.content.decode() else True
    assert shown(page, "banked") == "0" and "SCHOOL" not in page.content.decode()
    for address in PAGES:
        joined = "&" if "?" in address else "?"
        assert walt.get(f"{address}{joined}area={polls.one.pk}").status_code in (
            404,
            200 if "supporters" in address else 404,
        )
    assert walt.get(f"/board/?area={polls.wake.pk}").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_only_staff_of_the_boiler_room_may_look(client, polls, address):
    assert client.get(address).status_code == 302
    client.force_login(polls.maya.login)  # a captain may, of her own area
    assert client.get(address).status_code == 200


def test_odd_addresses_are_not_found(ana):
    for address in ("/board/parts/other/", "/board/?area=999999", "/board/entries/", "/board/entries/?figure=other",
                    "/board/entries/?figure=voted&before=x", "/board/entries/?figure=voted&before=1-x",
                    "/board/entries/?figure=voted&hour=now", "/board/entries/?figure=voted&hour=2026-11-03T09:30:00%2B00:00",
                    "/board/entries/?figure=voted&before=99999999999999999999"):  # fmt: skip
        assert ana.get(address).status_code == 404, address


def test_who_counts_is_chosen_by_who_plans_for_all_and_shown_to_everyone(polls, ana):
    assert "support score of 1 to 2" in text_of(ana.get("/board/"))
    assert ana.post("/board/supporters/", {"score": "0", "said": "0"}).status_code == 200
    assert ana.post("/board/supporters/", {"score": "3", "said": "0"}, follow=True).status_code == 200
    page = ana.get("/board/")
    assert "support score of 1 to 3" in text_of(page) and "answered" not in text_of(page)
    assert shown(page, "known") == "12"
    maya = signed_in(polls.maya)
    maya.post("/board/supporters/", {"score": "1", "said": "0"})
    assert "Chosen by Ana" in text_of(maya.get("/board/supporters/"))
    assert shown(ana.get("/board/"), "known") == "12"


def test_a_look_at_entries_is_noted_without_a_voter(polls, ana):
    strike(polls, polls.one, 2)
    page = ana.get(f"/board/entries/?figure=voted&area={polls.one.pk}")
    assert "LAST0" not in page.content.decode() and "Struck as voted" in page.content.decode()
    note = AuditNote.objects.get(what="looked at entries")
    assert note.details == {"figure": "voted", "area": polls.one.pk, "n": 2}
