"""The board and the wall in a browser: they move by themselves, fit, are read by everyone, and keys are enough."""

import re

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS, figure

PAGES = (
    "/board/",
    "/board/entries/?figure=voted",
    "/board/entries/?figure=known",
    "/board/supporters/",
    "/wall/",
    "/places/live/",
    "/picture/goals/",
)
WIDE = {"viewport": {"width": 1280, "height": 800}}


def strike(live_office, voter: int) -> None:
    code = f"from lib import door; door.enter('strike', {{'voter': {voter}}})"
    live_office.run("manage", "shell", "--no-imports", "-c", code)


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(olga, axe, look):
    page = olga(**look)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    for address in PAGES:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    assert complaints == []


def test_a_vote_elsewhere_moves_the_board_the_wall_and_the_order(olga, county, live_office):
    board, wall = olga(**WIDE), olga(**WIDE)
    board.goto(f"/board/?area={county['durham']}")
    wall.goto("/wall/")
    for page in (board, wall):
        expect(page.locator("#live")).to_have_text("● live")
        page.evaluate("window.sameDocument = true")
    before = int(figure(board, "banked").inner_text())
    strike(live_office, county["next"])
    for page in (board, wall):
        expect(figure(page, "banked")).to_have_text(str(before + 1))
        assert page.evaluate("window.sameDocument"), "the page was not loaded again"
    expect(board.locator("[data-part=hours] tr.now")).to_contain_text(
        str(before + 1)
    )  # fetched anew by itself


def test_a_number_leads_to_its_entries_by_keyboard(olga):
    page = olga(**WIDE)
    page.goto("/board/")
    banked = figure(page, "banked").inner_text()
    link = page.locator(".kpis a.behind").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Banked votes: {banked}")
    expect(page.locator("table.log tbody tr")).to_have_count(int(banked))


def test_the_wall_goes_on_by_itself_and_stops_when_asked(olga):
    page = olga(**WIDE)
    page.clock.install()
    page.goto("/wall/")
    seen = [page.locator(".slide:visible").get_attribute("aria-label")]
    for _ in range(4):
        page.clock.run_for(12_000)
        expect(page.locator(".slide:visible")).to_have_count(1)
        seen.append(page.locator(".slide:visible").get_attribute("aria-label"))
    assert seen[0] == seen[-1] and len(set(seen)) == 4
    page.get_by_role("button", name="Pause").press("Enter")
    held = page.locator(".slide:visible").get_attribute("aria-label")
    page.clock.run_for(60_000)
    assert page.locator(".slide:visible").get_attribute("aria-label") == held


def test_the_wall_says_when_it_is_stale(olga):
    page = olga(**WIDE)
    page.clock.install()
    page.goto("/wall/")
    for _ in range(20):
        page.clock.run_for(1000)
        if "● live" in page.locator("#live").inner_text():
            break
    expect(page.locator("#live")).to_have_text("● live")
    page.context.set_offline(True)
    for _ in range(40):  # of the page's own seconds: until the stream is cut
        page.clock.run_for(10_000)
        if "not live" in page.locator("#live").inner_text():
            break
    expect(page.locator("#live")).to_have_text(re.compile(r"^▲ not live: last heard \d+ s$"))
    assert page.evaluate("getComputedStyle(document.querySelector('.slides')).opacity") == "0.45"


def test_the_polls_of_this_minute_come_by_themselves(olga, county, live_office):
    page = olga(**WIDE)
    page.goto("/places/live/")
    expect(page.locator("#live")).to_have_text("● live")
    code = (
        "from lib import clock; from lib.uuid7 import uuid7; from precincts.models import LineReport;"
        f"LineReport.objects.create(id=uuid7(), place_id={county['school']}, minutes=105, at=clock.now())"
    )
    live_office.run("manage", "shell", "--no-imports", "-c", code)
    expect(page.get_by_text("105 min")).to_be_visible()
