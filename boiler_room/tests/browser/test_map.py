"""The map in a browser: accessible, by keyboard, live without losing the focus, and the way of a file of shapes."""

import json

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS
from boiler_room.tests.map.files import geojson, square

PASSWORD = "correct horse battery"
COUNTY = """
import json
from django.test import Client
from boiler_room.map import taking
from boiler_room.tests.map.files import geojson, square
from precincts.tests.polls import Polls
polls, client = Polls(), Client()
client.defaults["HTTP_HOST"] = "localhost"
will = polls.will
will.send(client, will.entry("line_report", 300, place=polls.school.pk, minutes=75),
          will.entry("incident", 900, place=polls.school.pk, precinct=polls.two.pk, category="machine", text="Jam"))
data = geojson(*(({"prec_id": f"0{n}"}, square(-79.1 + n * 0.1, 36.0)) for n in (1, 2, 3)))
taking.take(data, "durham.json", taking.offer(data, [polls.durham], None, None))
print(json.dumps({"durham": polls.durham.pk, "one": polls.one.pk, "three": polls.three.pk, "library": polls.library.pk,
                  "voter": polls.voters[polls.one.pk][0].pk}))
"""
REPORT = """
from precincts.models import LineReport
from lib import clock
from lib.uuid7 import uuid7
LineReport.objects.create(id=uuid7(), at=clock.now(), place_id={place}, minutes=40)
"""
STRIKE = "from lib import door; door.enter('strike', {{'voter': {voter}}})"


@pytest.fixture(scope="module")
def county(own_office):
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def at_work(county, own_office, browser):
    def sign_in(who="olga", **options):
        page = browser(base_url=own_office.url, **options).new_page()
        page.complaints = []
        page.on(
            "console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        page.goto("/staff/login/")
        page.locator("[name=login]").fill(f"{who}@example.org")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button.primary").click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(at_work, axe, county, look):
    page = at_work(**look)
    shows = ("votes", "calls", "lines", "silent", "incidents")
    for address in (
        "/map/",
        *(f"/map/?area={county['durham']}&show={show}" for show in shows),
        "/map/shapes/",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    page.goto(f"/map/?area={county['durham']}&show=lines")
    words = "una hora o más" if look.get("locale") == "es-US" else "an hour or more"
    expect(page.locator(f"#t{county['one']}")).to_contain_text(words)
    assert page.complaints == []


def test_states_are_told_apart_without_colour(at_work, county):
    page = at_work()
    page.goto(f"/map/?area={county['durham']}&show=lines")
    fills = {page.locator(f"#m{county[name]} path").get_attribute("fill") for name in ("one", "three")}
    assert fills == {"url(#p-stop)", "url(#p-none)"}
    for fill in fills:
        assert page.locator(f"{fill[4:-1]}").count() == 1
    assert page.locator("#p-stop path").count() == 1 and page.locator("#p-none path").count() == 0


def test_by_keyboard_over_the_areas_and_into_the_figures(at_work, county):
    page = at_work()
    page.goto(f"/map/?area={county['durham']}&show=lines")
    page.locator(".skip-map").focus()
    page.keyboard.press("Tab")
    spot = page.locator(f"#m{county['one']}")
    expect(spot).to_be_focused()
    expect(page.locator("#pointed")).to_have_text("Durham 01: 75 min, SCHOOL, an hour or more")
    expect(page.locator(f"#t{county['one']}")).to_have_class("pointed-at")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/?area={county['one']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Durham 01")


def test_past_the_map_by_one_key(at_work, county):
    page = at_work()
    page.goto(f"/map/?area={county['durham']}")
    page.locator(".skip-map").press("Enter")
    expect(page.locator("#figures")).to_be_focused()


def test_it_moves_by_itself_and_the_focus_stays(at_work, county, own_office):
    page = at_work(viewport={"width": 1280, "height": 800})
    page.goto(f"/map/?area={county['durham']}&show=lines")
    expect(page.locator("#live")).to_have_text("● live")
    page.evaluate("window.sameDocument = true")
    spot = page.locator(f"#m{county['three']}")
    spot.focus()
    own_office.run("manage", "shell", "--no-imports", "-c", REPORT.format(place=county["library"]))
    own_office.run(
        "manage", "shell", "--no-imports", "-c", STRIKE.format(voter=county["voter"])
    )  # the tick tells
    expect(spot.locator("path")).to_have_attribute("fill", "url(#p-warn)", timeout=40_000)
    expect(page.locator(f"#t{county['three']}")).to_contain_text("40 min")
    expect(page.locator(f"#l{county['three']}")).to_have_text("40 min")
    expect(spot).to_be_focused()
    assert page.evaluate("window.sameDocument") and spot.get_attribute("aria-label").startswith(
        "Durham 03: 40 min"
    )


def test_from_a_file_to_the_map_by_hand(at_work, axe, county, own_office):
    page = at_work()
    page.goto("/map/shapes/")
    data = geojson(
        ({"OBJECTID": "9", "PCT": "01"}, square(-78.7, 35.8)),
        ({"OBJECTID": "8", "PCT": "77"}, square(-78.6, 35.8)),
    )
    page.get_by_label("File").set_input_files(
        {"name": "wake.geojson", "mimeType": "application/json", "buffer": data}
    )
    page.get_by_label("Of which county").select_option(label="Wake")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("1 of 1 precincts matched")).to_be_visible()
    expect(page.get_by_text("feature 2: “77”")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Take these shapes").press("Enter")
    expect(page.get_by_text("✓ The map has 1 precincts now.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="wake.geojson")).to_be_visible()
    page.get_by_role("button", name="Remove wake.geojson from the map").press("Enter")
    expect(page.get_by_text("✓ Removed from the map.")).to_be_visible()
    assert own_office.sql("select count(*) from boiler_room_shape") == [(3,)]
