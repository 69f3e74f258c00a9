"""The picture switched off to shed load: its pages say so, the desk goes on, and every figure is right afterwards."""

import pytest

from boiler_room.live import noticing
from boiler_room.tests.people import member, signed_in
from boiler_room.tests.test_picture import shown
from crew.models import Use
from crew.switches import uses
from crew.switches.switching import switch
from front_desk.tests.office import attempt

PICTURE = "office.picture"
PARTS = ("/", "/picture/needs/", "/picture/chart/")


@pytest.fixture
def ana(office):
    return signed_in(member("Ana", "field_director"))


def off(area=None):
    switch(PICTURE, area, "off", "the database is hot", None)


def test_every_part_of_it_says_so_and_the_desk_goes_on(office, client, ana):
    off()
    for path in PARTS:
        page = ana.get(path)
        assert (page.status_code, page["Retry-After"]) == (503, "30")
        assert "switched off for now" in page.content.decode()
    assert ana.get("/desk/").status_code == 200
    switch(PICTURE, None, "inherit", "", None)
    assert [ana.get(path).status_code for path in PARTS] == [200, 200, 200]


def test_what_is_recorded_meanwhile_is_counted_afterwards(office, client, ana):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    off()
    sam.exchange(client, [attempt(holds[0])], want=False)
    switch(PICTURE, None, "on", "", None)
    assert shown(ana.get("/"), "calls") == "1"


def test_it_is_off_for_one_county_alone(office, wake, ana):
    off(wake)
    walt = signed_in(member("Walt", "captain", wake))
    maya = signed_in(member("Maya", "captain", office.county))
    assert walt.get("/").status_code == 503
    assert maya.get("/").status_code == 200
    assert ana.get("/").status_code == 200
    assert ana.get(f"/?area={wake.pk}").status_code == 503, (
        "looked at from there it is the load of that county"
    )


def test_the_wrong_person_is_still_turned_away_first(office, client):
    off()
    assert client.get("/").status_code == 302
    assert "/login/" in client.get("/")["Location"]


def test_open_pages_are_told_once_and_figures_come_whole_again(office):
    tick, whole, _changed = noticing.totals("", (), None)
    assert b"event: totals" in whole
    off()
    quiet, whole, changed = noticing.totals("", (), tick)
    assert whole == changed == noticing.OFF
    assert noticing.totals("", (), quiet)[2] == b""
    switch(PICTURE, None, "on", "", None)
    _tick, whole, changed = noticing.totals("", (), quiet)
    assert whole == changed, "all figures, for a page that has none"


def test_the_board_has_a_switch_of_its_own_and_the_polls_of_this_minute_none(office, ana):
    off()
    assert ana.get("/board/").status_code == ana.get("/wall/").status_code == 200
    switch("office.board", None, "off", "the database is hot", None)
    for path in ("/board/", "/board/parts/areas/", "/wall/", "/wall/slides/"):
        page = ana.get(path)
        assert page.status_code == 503 and "switched off for now" in page.content.decode(), path
    assert noticing.totals("board", (), None)[1] == noticing.OFF
    assert noticing.totals("polls", (), None)[1] != noticing.OFF


def test_the_map_has_a_switch_of_its_own(office, ana):
    off()
    assert ana.get("/map/").status_code == 200
    switch("office.map", None, "off", "the database is hot", None)
    assert [ana.get(path).status_code for path in ("/map/", "/map/now/")] == [503, 503]
    assert noticing.totals("map", (), None)[1] == noticing.OFF


def test_while_it_is_off_nothing_is_added_up(office, django_assert_num_queries):
    off()
    with django_assert_num_queries(1):
        noticing.totals("", (), None)


def test_a_look_is_counted_and_the_parts_a_page_fetches_are_not(office, ana, monkeypatch):
    monkeypatch.setattr(uses, "tally", uses.Tally())
    for path in PARTS:
        ana.get(path)
    uses.tally.write()
    assert list(Use.objects.values_list("feature", "area_id", "n")) == [(PICTURE, uses.CAMPAIGN, 1)]
