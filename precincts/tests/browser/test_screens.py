"""The staff's pages about the polls, in a browser: no fault of accessibility, nothing sideways, keys are enough."""

import json

import pytest

COUNTY = """
import json
from django.test import Client
from lib import door
from precincts.models import Opening, Rule
from precincts.tests.polls import Polls
polls, client = Polls(), Client()
polls.at(polls.library)
will, school = polls.will, polls.school.pk
client.defaults["HTTP_HOST"] = "localhost"
door.enter("strike", {"voter": polls.voters[polls.one.pk][0].pk, "precinct": polls.two.pk}, source="keyed")
will.send(client, will.strike(polls.voters[polls.one.pk][0]), will.entry("line_report", place=school, minutes=45),
          will.entry("incident", place=school, category="machine", text="No paper in the second one"))
Rule.objects.create(area=polls.durham, phones_inside=False, checklist="A pencil")
Opening.objects.create(place=polls.school, opens_at=polls.post.starts_at, closes_at=polls.post.ends_at)
print(json.dumps({"school": school, "device": will.device.pk}))
"""
SIZES = ((360, 740, "light"), (1280, 900, "dark"), (1280, 900, "light"))


@pytest.fixture(scope="module")
def county(own_office):
    """An invented county in the running office, and the ids that addresses need."""
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def olga(county, own_office, browser):
    """`olga(**options)` -> a page of the office manager, signed in."""

    def sign_in(**options):
        page = browser(base_url=own_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.get_by_label("E-mail").fill("olga@example.org")
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


def no_fault(page, axe, name):
    assert axe(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_every_page_is_accessible(olga, county, axe, width, height, scheme):
    page = olga(viewport={"width": width, "height": height}, color_scheme=scheme)
    paths = ("/places/", "/places/live/", "/places/{school}/", "/places/?only=silent", "/places/disagreements/",
             "/places/rules/", "/places/reversals/", "/places/reversals/new/?device={device}")  # fmt: skip
    for path in paths:
        page.goto(path.format(**county))
        no_fault(page, axe, path)
        assert page.locator("h1").count() == 1, path


def test_a_phone_is_reversed_by_keyboard(olga, axe):
    page = olga(viewport={"width": 1280, "height": 900})
    page.goto("/places/reversals/")
    page.get_by_label("A person's name or number").fill("will")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Reverse the phone of Will").press("Enter")
    page.get_by_role("button", name="Count first").press("Enter")
    page.get_by_text("Strikes that would count no more:").wait_for()
    no_fault(page, axe, "counted")
    page.get_by_role("button", name="Reverse them all").press("Enter")
    page.get_by_text("✓ Reversed").wait_for()
    no_fault(page, axe, "reversed")
    page.get_by_role("button", name="Lift the reversal").press("Enter")
    page.get_by_text("✓ Lifted").wait_for()


def test_in_spanish(olga, county):
    page = olga()
    page.goto(f"/places/{county['school']}/")
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", name="Puestos").wait_for()
    assert page.get_by_role("button", name="Hacer puesto").is_visible()
