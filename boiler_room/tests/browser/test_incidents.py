"""The incident desk and the polls of this minute in a browser: accessible, nothing sideways, keys are enough."""

import json

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS

COUNTY = """
import json
from django.test import Client
from precincts.models import Opening
from precincts.tests.polls import Polls, code_of
polls, client = Polls(), Client()
client.defaults["HTTP_HOST"] = "localhost"
will, school = polls.will, polls.school.pk
polls.at(polls.library)
Opening.objects.create(place=polls.school, opens_at=polls.post.starts_at, closes_at=polls.post.ends_at)
code = code_of(polls.voters[polls.one.pk][0])
will.send(client, will.entry("line_report", 300, place=school, minutes=75),
          will.entry("incident", 1500, place=school, category="machine", text="No paper in the second one, " * 5),
          will.entry("turned_away", 240, place=school, precinct=polls.one.pk, code=code, reason="no_id"),
          will.entry("incident", 900, place=school, category="other", text="The coffee is out"),
          will.entry("ride_request", 60, precinct=polls.one.pk, code=code, note="at the bus stop"))
print(json.dumps({"school": school}))
"""
PAGES = ("/desk/incidents/", "/desk/incidents/?done=1", "/desk/rides/", "/places/live/", "/")


@pytest.fixture(scope="module")
def county(live_office):
    return json.loads(live_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def olga(county, live_office, browser):
    def sign_in(**options):
        page = browser(base_url=live_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.locator("[name=login]").fill("olga@example.org")
        page.locator("[name=password]").fill("correct horse battery")
        page.locator("main button.primary").click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(olga, axe, look):
    page = olga(**look)
    for address in PAGES:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    page.goto("/desk/incidents/")
    spanish = look.get("locale") == "es-US"
    words = "Máquina descompuesta" if spanish else "Machine down"
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_taken_on_noted_and_done_by_keyboard(olga):
    page = olga(viewport={"width": 360, "height": 740})
    page.goto("/desk/incidents/")
    slip = page.get_by_role("listitem").filter(has_text="The coffee is out")
    slip.get_by_role("button", name="I take it").press("Enter")
    expect(slip).to_contain_text("✓ you")
    slip.get_by_label("Note").fill("Sent some")
    slip.get_by_role("button", name="Done").press("Enter")
    expect(page.get_by_text("The coffee is out")).to_have_count(0)
    page.get_by_role("link", name="Done ones").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="The coffee is out")).to_contain_text("Sent some")
