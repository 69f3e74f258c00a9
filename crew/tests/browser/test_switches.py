"""Switching in a browser: a page says what it will do, by keyboard alone, and staff pages say so while it is off."""

import pytest
from playwright.sync_api import expect

PICTURE = "Switch off: The picture"


@pytest.fixture(autouse=True)
def as_usual_again(live_office):
    """Tests share the office: what one switched must not be off for the next."""
    yield
    live_office.sql("delete from crew_switch")


def test_off_with_a_reason_and_on_again_by_keyboard(at_work, axe):
    page = at_work(viewport={"width": 1280, "height": 800})
    page.goto("/staff/switches/")
    expect(page.get_by_text("Everything is as usual")).to_be_visible()
    page.get_by_text(PICTURE).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("the database is hot")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main .note")).to_contain_text("✓ Done")
    expect(page.get_by_role("region", name="Switched by somebody")).to_contain_text("the database is hot")
    assert axe(page) == []
    page.get_by_text("Switch on: The picture").click()
    page.get_by_role("button", name="✓ Switch on").click()
    expect(page.get_by_role("region", name="Switched by somebody")).to_contain_text("✓ on")


def test_a_page_that_is_open_says_so_and_comes_back(at_work, axe):
    page = at_work(viewport={"width": 360, "height": 740})
    page.goto("/")
    expect(page.locator("#live.good")).to_be_visible()
    director = page.context.new_page()
    director.goto("/staff/switches/")
    director.get_by_text(PICTURE).click()
    director.locator("#why-office\\.picture").fill("the database is hot")
    director.get_by_role("button", name="Switch off", exact=False).and_(
        director.locator("[value=off]:visible")
    ).click()
    expect(director.locator("main .note")).to_contain_text("✓ Done")
    expect(page.get_by_role("heading", name="The picture: switched off for now")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("everything is still recorded")
    assert axe(page) == []
    director.get_by_text("Switch on: The picture").click()
    director.get_by_role("button", name="✓ Switch on").click()
    expect(director.locator("main .note")).to_contain_text("✓ Done")
    page.reload()
    expect(page.locator("#live.good")).to_be_visible()
