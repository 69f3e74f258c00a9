"""The help desk in a browser: a volunteer taps Tell us, the desk sees what was on it, answers, and it is on their screen."""

import re

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS
from lib.testing.waiting import until


@pytest.fixture(scope="module")
def heard(town):
    """Sam has voters in hand; Ben said something about the list."""
    from boiler_room.tests.browser.town import entry

    sam, ben = town.phones
    sam.holds()
    ben.send(
        entry("tell_us", text="The dead are on it", about="list", screen={"room": "calls", "online": False})
    )
    return town


def find(page, q: str):
    page.goto("/help-desk/")
    page.get_by_label("Part of the name").fill(q)
    page.get_by_label("Part of the name").press("Enter")
    page.get_by_role("table").get_by_role("link").first.click()


def test_told_seen_answered_and_read(at_work, joined, axe):
    watcher, maya = joined("polls", "Wanda Moss"), at_work("maya")
    watcher.locator("#tell").click()
    watcher.get_by_label("What is it about?").select_option(label="How do I …?")
    watcher.get_by_label(re.compile("What is wrong")).fill("Where do I type the code?")
    assert axe(watcher) == []
    watcher.get_by_role("button", name="Send").click()
    expect(watcher.locator("#notices")).to_contain_text("The help desk has it")
    waiting = maya.get_by_role("link", name=re.compile("waits? for an answer"))
    until(lambda: maya.goto("/help-desk/") and waiting.count())  # the count is some seconds old at most
    find(maya, "wanda")
    slip = maya.get_by_role("listitem").filter(has_text="Where do I type the code?")
    slip.get_by_text("What was on the screen").click()
    for words in ("polls · work · strike", "connected", "SCHOOL", "English", "Chrome"):
        expect(slip.locator("dl")).to_contain_text(words)
    slip.get_by_label("Answer").fill("On the big keys, Wanda.")
    slip.get_by_role("button", name="Done").press("Enter")
    expect(maya.get_by_text("On the big keys, Wanda.")).to_be_visible()
    expect(watcher.locator("#notices")).to_contain_text("From the office: On the big keys, Wanda.")


def test_what_they_see_is_shown_and_a_new_link_is_one_tap(at_work, heard):
    page = at_work("maya")
    find(page, "Sam Rivera")
    expect(page.get_by_role("heading", name="Likely trouble")).to_be_visible()
    page.get_by_role("button", name="See what they see").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Sam Rivera sees")
    expect(page.locator(".inhand")).not_to_have_count(0)
    page.get_by_role("link", name="Back to their page").click()
    page.get_by_role("button", name="New link").click()
    expect(page.locator(".code").first).to_be_visible()


def test_many_have_it_so_it_is_announced(at_work, heard):
    page = at_work("olga")
    page.goto("/help-desk/")
    trouble = page.get_by_role("listitem").filter(has_text="Voters or the list are wrong")
    trouble.get_by_role("link", name="Runbook").click()
    expect(page.get_by_role("heading", name="No voters")).to_be_in_viewport()
    page.go_back()
    trouble.get_by_role("link", name="Announce it to an area").click()
    expect(page.get_by_label("In English")).to_have_value(re.compile("We know that the list"))
    expect(page.get_by_label("In Spanish")).to_have_value(re.compile("Sabemos que la lista"))


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(at_work, axe, heard, look):
    page = at_work("maya", **look)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)

    def fine():
        assert axe(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        assert page.locator("h1").count() == 1

    page.goto("/help-desk/runbook/")
    fine()
    page.goto("/help-desk/")
    page.locator("#q").fill("Riv")
    page.locator("#q").press("Enter")
    page.locator("table.cards a").first.wait_for()
    fine()
    page.locator("table.cards a").first.click()
    page.locator("form[action$='/screen/'] button").wait_for()
    fine()
    page.locator("form[action$='/screen/'] button").click()
    page.locator(".inhand, .empty").first.wait_for()
    fine()
    assert complaints == []
