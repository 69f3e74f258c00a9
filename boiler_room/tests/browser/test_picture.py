"""The picture in a browser: it moves by itself, its taps help, the keyboard is enough, nothing is in the way."""

import re

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.town import call

LOOKS = (
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "locale": "es-US"},
)


def figure(page, name):
    return page.locator(f'[data-figure="{name}"]').first


def test_a_result_entered_elsewhere_moves_the_number(at_work, town):
    page = at_work()
    page.goto("/")
    expect(page.locator("#live")).to_have_text("● live")
    page.evaluate("window.sameDocument = true")
    before = int(figure(page, "calls").inner_text())
    (hold, *_rest) = town.phones[0].holds()
    town.phones[0].send(call(hold))
    expect(figure(page, "calls")).to_have_text(str(before + 1))
    expect(figure(page, f"a{town.county}.contacts")).to_have_text(re.compile(r"[1-9]"))
    assert page.evaluate("window.sameDocument"), "the page was not loaded again"


def test_i_take_it_and_give_it_back(at_work, town):
    town.phones[0].holds()  # one caller wants more than the sheet has: it runs dry
    page = at_work()
    page.goto("/")
    need = page.locator(".needs li", has_text="First pass")
    expect(need).to_contain_text("runs dry in")
    need.get_by_role("button", name="I take it").click()
    need = page.locator(".needs li", has_text="First pass")
    expect(need).to_contain_text("✓ you")
    other = at_work("maya")
    other.goto("/")
    expect(other.locator(".needs li", has_text="First pass")).to_contain_text("Olga")
    need.get_by_role("button", name="give back").click()
    expect(page.locator(".needs li", has_text="First pass")).to_contain_text("no owner")


def test_its_teams_are_moved_with_one_tap_and_an_open_page_learns_it(at_work, town):
    watching, page = at_work("maya"), at_work()
    for one in (watching, page):
        one.goto("/")
        expect(one.locator("#live")).to_have_text("● live")
    first = page.locator(f"#sheet-{town.sheet}")
    expect(first).to_contain_text("Team Maya")
    first.get_by_role("button", name="Move its teams there").click()
    expect(page.get_by_role("status").filter(has_text="✓ Done.")).to_be_visible()
    expect(page.locator(f"#sheet-{town.sheet}")).to_have_count(0)
    expect(watching.locator(f"#sheet-{town.sheet}")).to_have_count(0)  # without loading again
    assert town.sql("select sheet_id from lists_sheetteam") == [(town.second,)]
    town.sql(
        "insert into lists_sheetteam (sheet_id, team_id) select %s, team_id from lists_sheetteam", town.sheet
    )


def test_a_page_that_hears_nothing_says_so_and_since_when(at_work):
    page = at_work()
    page.clock.install()
    page.goto("/")
    for _ in range(20):  # the page's own seconds, until the stream has begun
        page.clock.run_for(1000)
        if "● live" in page.locator("#live").inner_text():
            break
    expect(page.locator("#live")).to_have_text("● live")
    page.context.set_offline(True)
    page.clock.run_for(30_000)
    expect(page.locator("#live")).to_have_text(re.compile(r"^▲ not live: last heard \d+ s$"))


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(at_work, axe, look):
    page = at_work(**look)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    for address in ("/", "/picture/goals/"):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    assert complaints == []


def test_by_keyboard_alone(at_work, town):
    page = at_work()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    county = page.get_by_role("link", name="DURHAM").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if county.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/?area={town.county}")
    expect(page.get_by_role("heading", name="DURHAM", level=1)).to_be_visible()
