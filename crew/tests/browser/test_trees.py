"""A phone tree in a browser: asked, made, rung down by links on two phones, mended; every page accessible."""

import json

import pytest

from lib.testing.screens import faultless

TOWN = """
import json
from crew.tests.town import Town
from crew.trees import agreeing, links
from crew.shift_links import code
from lib import door
town = Town()
town.maya.login.set_password("correct horse battery")
town.maya.login.save()
door.enter("person", {"id": town.maya.pk, "name": "Maya Ortiz", "phone": "+19195550120"})
names = ["Ana Ruiz", "Ben Cole", "Cara Lindqvist", "Dan Moss", "Elif Kaya", "Finn Brandt", "Gia Romano", "Hal Weber",
         "Iris Nwosu", "Jo Park", "Kai Tanaka", "Lea Simon", "Mo Haddad", "Nia Brooks", "Omar Said", "Pia Holm"]
people = [town.person(name, team=town.durham_team, phone=f"+191955502{n:02}") for n, name in enumerate(names)]
agreeing.say([town.maya, *people], True, "staff", town.maya)
print(json.dumps({"area": town.durham.pk, "vera": code(town.vera)}))
"""


@pytest.fixture(scope="module")
def town(own_office):
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", TOWN).splitlines()[-1])


@pytest.fixture
def maya(town, own_office, browser):
    def sign_in(**options):
        page = browser(base_url=own_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.locator("input[name=login]").fill("maya@example.org")  # in any language
        page.locator("input[name=password]").fill("correct horse battery")
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


def test_asked_made_rung_and_mended(maya, town, own_office, browser, axe):
    phone = browser(base_url=own_office.url, viewport={"width": 360, "height": 740}).new_page()
    faultless(phone, axe, f"/on-paper/{town['vera']}")
    phone.get_by_role("button", name="Yes, put me on the tree").press("Enter")
    phone.get_by_text("✓ You said yes").wait_for()
    faultless(phone, axe, phone.url)

    page = maya(viewport={"width": 1280, "height": 800})
    for path in ("/staff/trees/", f"/staff/trees/of/{town['area']}/"):
        faultless(page, axe, path)
    page.goto("/staff/trees/")
    page.get_by_role("button", name="Make tree").press("Enter")
    page.get_by_text("✓ The tree stands").wait_for()
    faultless(page, axe, page.url)
    tree = page.url
    page.get_by_role("link", name="Maya Ortiz").first.click()
    faultless(page, axe, page.url)

    page.goto(tree)
    page.get_by_role("button", name="Ring as a drill").press("Enter")
    page.get_by_role("heading", name="Drill of the phone tree").wait_for()
    faultless(page, axe, page.url)
    ring = page.url

    phone.goto(page.locator("small.link").first.inner_text())
    faultless(phone, axe, phone.url)
    phone.get_by_role("button", name="I have it").press("Enter")
    phone.get_by_role("heading", name="Now ring these").wait_for()
    faultless(phone, axe, phone.url)
    page.get_by_role("heading", name="1 of 9 pairs have it").wait_for()  # without loading the page again
    phone.locator("li").first.get_by_role("button", name="No answer from").first.press("Enter")
    phone.get_by_text("no answer", exact=True).wait_for()
    phone.locator("li").first.get_by_role("button", name="has it").last.press("Enter")
    phone.get_by_role("heading", name="1 of ").wait_for()
    assert phone.get_by_role("button", name="No answer from").count() > 0
    page.get_by_role("heading", name="2 of 9 pairs have it").wait_for()

    page.get_by_role("button", name="It is over").click()
    page.get_by_role("heading", name="What would mend it").wait_for()
    faultless(page, axe, page.url)
    page.get_by_role("button", name="Do it: Ring").first.press("Enter")
    page.get_by_text("✓ Done").wait_for()
    phone.reload()
    phone.get_by_role("heading", name="This round of calls is over").wait_for()
    faultless(phone, axe, phone.url)

    dark = maya(viewport={"width": 360, "height": 740}, color_scheme="dark", locale="es-US")
    for path in ("/staff/trees/", f"/staff/trees/of/{town['area']}/", tree, ring):
        faultless(dark, axe, path)
