"""Paper in a browser: the folder with everything stopped, the pages for staff, a sheet typed in by keyboard alone."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from lib.testing.screens import faultless

COUNTY = """
import json
from datetime import time
from crew.models import Person
from lists.tests.county import County
from lists.tests.staff import member
from packets import rounds
from packets.models import Packet
from roll.models import PollingPlace, PrecinctPlace
county = County()
PrecinctPlace.objects.create(precinct=county.precinct, place=PollingPlace.objects.create(name="Alder School"))
for n in range(12):
    county.voter(county.number(), last_name=f"Sample{n:02}", address=f"{n} Alder Ct")
sheet = county.cut()
sheet.hours_from, sheet.hours_to = time(0, 0), time(23, 59, 59)
sheet.save()
dana = Person.objects.create(name="Dana", joined_at=sheet.frozen_at, team=county.team)
cap = member("Cap", "captain", county.county)
cap.login.set_password("correct horse battery")
cap.login.save()
rounds.run()
strikes = Packet.objects.get(kind="strikes", part=1).pk
print(json.dumps({"packet": Packet.objects.get(kind="calls").pk, "strikes": strikes, "area": county.county.pk}))
"""


@pytest.fixture(scope="module")
def county(own_office):
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def cap(county, own_office, browser):
    """`cap(**options)` -> a page of the captain, signed in."""

    def sign_in(**options):
        page = browser(base_url=own_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.get_by_label("E-mail").fill("cap@example.org")
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible(cap, county, axe, width):
    page = cap(viewport={"width": width, "height": 740})
    for path in ("/packets/", "/packets/?number=12", f"/packets/{county['packet']}/", "/packets/on-paper/"):
        faultless(page, axe, path)


def test_a_packet_is_given_out_and_typed_in_by_keyboard(cap, county, own_office, axe):
    page = cap(viewport={"width": 360, "height": 740})
    page.goto(f"/packets/{county['packet']}/")
    page.get_by_label("To whom").select_option(label="Dana")
    page.get_by_role("button", name="Give out").press("Enter")
    page.get_by_text("✓ Given out").wait_for()
    page.get_by_role("link", name="Type in what is written on it").press("Enter")
    page.get_by_text("✓ all saved").wait_for()
    faultless(page, axe, page.url)
    page.get_by_text("✓ all saved").wait_for()
    for typed in ("C11", "N", "V"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.locator("#lines .how.good").nth(2).wait_for()
    page.keyboard.type("Q")
    page.keyboard.press("Enter")
    page.get_by_text("There is no box with this letter.").wait_for()
    found = own_office.sql("select result from lists_attempt where withdrawn_by is null order by voter_id")
    assert [row[0] for row in found] == ["contacted", "not_home", "already_voted"]


def test_what_is_typed_while_the_office_is_away_is_kept_and_goes_later(cap, county, own_office, axe):
    page = cap(viewport={"width": 1280, "height": 800})
    page.goto(f"/packets/{county['packet']}/")
    page.get_by_label("To whom").select_option(label="Dana")
    page.get_by_role("button", name="This very paper was called").click()
    page.get_by_text("✓ all saved").wait_for()
    faultless(page, axe, page.url)
    page.get_by_text("✓ all saved").wait_for()
    page.context.set_offline(True)
    page.keyboard.type("R")
    page.keyboard.press("Enter")
    page.get_by_text("waiting for the office: 1").wait_for()
    page.context.set_offline(False)
    page.reload()
    page.locator("#lines .how.good").first.wait_for()
    assert ("refused",) in own_office.sql("select result from lists_attempt where withdrawn_by is null")


def test_a_strike_sheet_is_ticked_by_code_and_row_by_row(cap, county, own_office, axe):
    page = cap(viewport={"width": 360, "height": 740})
    page.goto(f"/packets/{county['strikes']}/")
    page.get_by_role("link", name="Type in what is ticked on it").press("Enter")
    page.get_by_text("✓ all saved").wait_for()
    faultless(page, axe, page.url)
    page.get_by_text("✓ all saved").wait_for()
    code = page.locator("#lines li").nth(6).get_attribute("data-code")
    for typed in ("X", "", "x", code, code[:-1] + str((int(code[-1]) + 1) % 10)):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.get_by_text("This code is not on this sheet.").wait_for()
    page.locator("#lines .how.good").nth(2).wait_for()
    struck = "select v.last_name from roll_voted d join roll_voter v on v.id = d.voter_id order by 1"
    assert [row[0] for row in own_office.sql(struck)] == ["Sample00", "Sample02", "Sample06"]


def test_an_area_goes_on_paper_and_comes_back(cap, own_office, axe):
    page = cap(viewport={"width": 360, "height": 740})
    page.goto("/packets/")
    page.get_by_role("link", name="We are on paper").press("Enter")
    page.get_by_label("Area").select_option(label="Durham")
    page.get_by_label("Why").fill("The line is down")
    page.get_by_role("button", name="We are on paper").press("Enter")
    page.get_by_text("✓ Declared.").wait_for()
    page.locator("#announced").get_by_text("Durham is on paper.").wait_for()
    faultless(page, axe, "/packets/on-paper/")
    page.get_by_role("button", name="We are back on screens").press("Enter")
    page.get_by_text("✓ Back on screens.").wait_for()
    faultless(page, axe, "/packets/on-paper/")
    assert page.locator("#announced").get_by_text("Durham is on paper.").count() == 0
    page.get_by_role("button", name="All of it is back").press("Enter")
    page.get_by_text("taken back.").wait_for()
    assert own_office.sql("select count(*) from lists_claim where device_id < 0") == [(0,)]
    assert own_office.sql("select count(*) from packets_onpaper where over_at is not null") == [(1,)]


def test_the_folder_opens_from_the_disk(county, own_office, browser):
    page = browser(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"file://{own_office.var}/packets/index.html")
    page.get_by_role("link", name="Durham").click()
    assert page.locator("h1").inner_text() == "Durham"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here = Path(unquote(urlsplit(page.url).path)).parent
    links = [link.get_attribute("href") for link in page.locator("a[href$='.pdf']").all()]
    assert links and all((here / unquote(link)).is_file() for link in links)


def test_everything_comes_in_one_file(cap, county, axe):
    page = cap(viewport={"width": 360, "height": 740})
    page.goto(f"/packets/?area={county['area']}")
    page.get_by_role("button", name="Print all").press("Enter")
    faultless(page, axe, page.url)
    page.get_by_role("link", name="Open and print").wait_for(timeout=90_000)
    faultless(page, axe, page.url)
    reply = page.request.get(page.get_by_role("link", name="Open and print").get_attribute("href"))
    assert reply.ok and reply.body().startswith(b"%PDF-")
