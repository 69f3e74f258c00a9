"""The page with the real office behind it: from the link to a strike in the books, a photo, two watchers."""

import json

import pytest
from playwright.sync_api import expect

from lib.testing.waiting import until

VOTED = "select voter_id from roll_voted where ended_seq is null and voter_id = any(%s)"


@pytest.fixture(scope="module")
def day(own_office) -> dict:
    code = "from polls.tests.browser.seed import seed; seed()"
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", code).splitlines()[-1])


@pytest.fixture
def join(own_office, browser, day):
    """`join(name, place)` -> the page of a watcher who joined by the team's link and says where they stand."""

    def go(name: str = "Sam Rivera", place: str = "SCHOOL"):
        page = browser().new_page()
        page.goto(own_office.url + day["path"])
        page.locator("#name").fill(name)
        page.locator("#phone").fill("(919) 555-0177")
        page.locator("#join [type=submit]").click()
        page.wait_for_url("**/polls/")
        expect(page.locator("#name")).to_have_text("Where are you?")
        page.get_by_role("button", name=place).click()
        page.locator("#begin").click()
        if place == "SCHOOL":
            page.locator("#precinct").select_option(label=day["precinct"])
        return page

    return go


def strike(page, code):
    for digit in code:
        page.locator(f"#key-{digit}").click()
    page.locator("#strike").click()
    expect(page.locator("#last")).to_contain_text(f"✓ {code} ")


def voted(office, day, *codes) -> int:
    return len(office.sql(VOTED, [day["codes"][code] for code in codes]))


def test_from_the_link_to_votes_in_the_books_and_back(own_office, day, join):
    page = join("Ana Lopez")
    one, two, three = list(day["codes"])[:3]
    for code in (one, two, three):
        strike(page, code)
    expect(page.locator("#saved")).to_have_text("✓ 3 saved", timeout=20_000)
    until(lambda: voted(own_office, day, one, two, three) == 3)
    page.locator("#undo").click()
    until(lambda: voted(own_office, day, one, two, three) == 2)
    expect(page.locator("#notices .notice")).to_have_count(0)


def test_two_watchers_see_each_others_strikes_and_all_count_once(own_office, day, join):
    mei, ben = join("Mei Chen"), join("Ben Okafor")
    code = list(day["codes"])[5]
    strike(mei, code)
    strike(ben, code)
    for page in (mei, ben):
        expect(page.locator("#saved")).to_have_text("✓ 1 saved", timeout=20_000)
    until(lambda: voted(own_office, day, code) == 1)
    other = list(day["codes"])[6]
    strike(mei, other)
    expect(mei.locator("#saved")).to_have_text("✓ 2 saved", timeout=20_000)
    ben.locator("#to-post").click()
    ben.locator("#again").click()
    ben.locator("#to-strike").click()
    said_struck(ben, other)


def said_struck(page, code):
    """Typed, the code is of one who is crossed off."""
    for digit in code:
        page.locator(f"#key-{digit}").click()
    expect(page.locator("#hint")).to_have_text("Already crossed off.", timeout=20_000)
    for _ in code:
        page.locator("#key-back").click()


def listens(page):
    """Until the live line is open for the precincts of the list."""
    expect(page.locator("html[data-live=on]")).to_have_count(1, timeout=20_000)


def test_anothers_strike_is_on_the_screen_by_the_live_line(own_office, day, join):
    mei, ben, eva = join("Mei Live"), join("Ben Live"), join("Eva Live", "LIBRARY")
    for page in (mei, ben, eva):
        listens(page)
    code, other = list(day["codes"])[10:12]
    asked = []
    ben.on("request", lambda request: asked.append(request.url))
    strike(mei, code)
    said_struck(ben, code)
    assert not [url for url in asked if "/polls/" in url]  # nothing was asked for
    ben.context.set_offline(True)
    strike(mei, other)
    until(lambda: voted(own_office, day, other) == 1)
    ben.context.set_offline(False)
    said_struck(ben, other)
    eva.locator("#to-post").click()
    expect(eva.get_by_text("0 of 30 on this list have voted.")).to_be_visible()


def test_an_incident_with_a_photo_arrives_whole(own_office, join):
    page = join("Ivan Moore")
    picture = page.screenshot(type="png")
    page.locator("#to-report").click()
    page.locator("#line-30").click()
    page.locator("#open-incident").click()
    page.locator("#category-machine").click()
    page.locator("#photo").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": picture})
    expect(page.get_by_text("✓ The photo is kept here")).to_be_visible()
    page.locator("#text").fill("Scanner 2 is down")
    page.locator("#send").click()
    expect(page.locator("#saved")).to_contain_text("✓ 2 saved", timeout=20_000)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#saved")).to_have_text("✓ 2 saved", timeout=20_000)
    ((photo,),) = own_office.sql("select photo from precincts_incident where text = 'Scanner 2 is down'")
    assert photo and (own_office.var / "kept" / "blobs" / photo[:2] / photo).stat().st_size > 1000
    expect(page.locator("#notices .notice")).to_have_count(0)
