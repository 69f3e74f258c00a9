"""The picture's page: the figures of one's own areas, beside their plan; nobody else's."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from boiler_room import goals, standing
from boiler_room.reads import zone
from boiler_room.tests.people import member, signed_in
from front_desk.tests.office import attempt
from lib import clock, door
from precincts.tests.polls import Polls


def shown(page, figure: str) -> str:
    """The text of one figure on the page."""
    return re.search(rf'data-figure="{re.escape(figure)}"[^>]*>([^<]*)<', page.content.decode())[1]


def called(office, client, *results):
    """Sam makes a call for each result."""
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    sam.exchange(client, [attempt(h, r) for h, r in zip(holds, results, strict=False)], want=False)
    return sam


def test_what_happened_is_on_the_page(office, client):
    called(office, client, "contacted", "not_home", "skipped")
    door.enter("strike", {"voter": office.voters[7].pk})
    page = signed_in(member("Ana", "field_director")).get("/")
    assert shown(page, "calls") == "2" and shown(page, "contacts") == "1"  # who skips has not called
    assert shown(page, "supporters") == "1" and shown(page, "voted") == "1"
    assert shown(page, "people") == "1" and shown(page, "covered") == "0 %"  # eight voters are not 90 minutes
    for figure in ("supporters", "voted", "calls", "contacts"):
        assert shown(page, f"a{office.county.pk}.{figure}") == shown(page, figure)


def test_the_plan_stands_beside_the_fact(office, client):
    now = clock.now().astimezone(zone())
    hour = (now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)).isoformat()
    door.enter("goals", goals.payload(now.date(), [(office.county.pk, "supporters", {hour: 4})]))
    for voter in office.voters[:3]:
        door.enter("strike", {"voter": voter.pk})
    page = signed_in(member("Ana", "boiler_room")).get("/")
    assert shown(page, f"a{office.county.pk}.plan") == "−25.0 %"
    assert shown(page, f"a{office.county.pk}.bar") == "75 %"
    assert "supporters&#x27; votes 25 % behind plan" in page.content.decode()


def test_someone_of_one_county_sees_that_county(office, client, wake):
    called(office, client, "contacted")
    door.enter("strike", {"voter": office.voters[7].pk})
    hers = signed_in(member("Wanda", "field_director", wake)).get("/")
    assert shown(hers, "calls") == shown(hers, "voted") == shown(hers, "people") == "0"
    assert "First pass" not in hers.content.decode()
    his = signed_in(member("Dan", "field_director", office.county)).get("/")
    assert shown(his, "calls") == "1" and "First pass" in his.content.decode()


@pytest.mark.parametrize("part", ["/", "/picture/chart/", "/picture/needs/"])
def test_no_other_county_by_its_number(office, wake, part):
    wanda = signed_in(member("Wanda", "boiler_room", wake))
    assert wanda.get(part, {"area": wake.pk}).status_code == 200
    for area in (office.county.pk, office.county.parent_id, 10**12, 10**30, "²", "x", "-1"):
        assert wanda.get(part, {"area": area}).status_code == 404


def test_from_a_county_one_looks_at_its_precincts_and_back(office):
    page = signed_in(member("Ana", "boiler_room")).get("/", {"area": office.county.pk})
    text = page.content.decode()
    assert f'id="area-{office.precinct.pk}"' in text
    assert f'<a href="?area={office.county.parent_id}">' in text  # the way up
    assert f'action="/picture/sheets/{office.sheet.pk}/relief/"' in text
    assert f'name="area" value="{office.county.pk}"' in text  # a tap comes back here


def test_strangers_and_volunteers_are_sent_to_sign_in(client, office):
    for page in ("/", "/picture/chart/", "/picture/needs/", "/picture/goals/"):
        assert "/staff/login/" in client.get(page)["Location"]


def test_a_drawing_is_drawn_alike_where_numbers_have_a_comma(office, client):
    """An attribute of SVG takes a point in every language, and a date field the day as ISO 8601 has it."""
    called(office, client, "contacted")
    ana = signed_in(member("Ana", "field_director"))
    spanish = {"Accept-Language": "es"}
    drawn = ana.get("/picture/chart/", headers=spanish).content.decode()
    assert "Llamadas por hora" in drawn and not re.search(r'(x|y|x1|x2|y1|y2|width|height)="\d+,\d', drawn)
    assert re.search(
        r'name="day" value="\d{4}-\d\d-\d\d"', ana.get("/picture/goals/", headers=spanish).content.decode()
    )


def test_an_empty_office_says_what_to_do(db):
    with connection.cursor() as cursor:  # the office is open: its clock goes
        cursor.execute("select office_beat()")
    text = signed_in(member("Ana", "office")).get("/").content.decode()
    assert "No areas yet" in text and "No sheet is open" in text and "Nothing. Sheets" in text


def test_a_sheet_that_runs_dry_says_so_and_who_could_help(office, client):
    spare = office.cut_sheet("Second pass", voters=[])
    called(office, client, "contacted")  # one device wants 45 voters of a sheet of eight
    ana = signed_in(member("Ana", "boiler_room"))
    text = ana.get("/").content.decode()
    assert re.search(r'href="#sheet-\d+">First pass</a>\s*runs dry in \d+ min', text)
    assert re.search(rf'value="{spare.pk}">Second pass</option>.*Move its teams there', text)


def test_what_time_alone_changes_says_how_old_it_is(office, client):
    ana = signed_in(member("Ana", "boiler_room"))
    ana.get("/")
    called(office, client, "contacted")
    assert shown(ana.get("/"), "people") == "0"  # worked out a moment ago
    assert shown(ana.get("/"), "calls") == "1"  # a total is never old
    for kept in standing._kept.values():
        kept.made -= standing.FRESH + 1
    assert shown(ana.get("/"), "people") == "1"


def test_watchers_are_no_callers_but_what_waits_on_their_phones_is_told(db, client):
    """A watcher carries a whole list and no hold: that must not look like a caller who runs dry."""
    day = Polls()
    day.will.send(client, day.will.strike(day.voters[day.one.pk][0]), unsent=7)
    ana = signed_in(member("Ana", "boiler_room"))
    page = ana.get("/")
    assert shown(page, "people") == "0" and shown(page, "covered") == "–"
    assert shown(page, "unsent") == "7"
