"""A fake office on the page's own code, and a watcher's phone that has joined it."""

import pytest
from playwright.sync_api import expect

from front_desk.tests.fake_office import opened
from polls.tests.browser.fake_office import FakeOffice

fake_office = opened(FakeOffice)


@pytest.fixture
def watcher(browser):
    """`watcher(office, **device)` -> the page of someone who has just joined, with the list open."""

    def join(office, name: str = "Sam Rivera", begin: bool = True, **device):
        page = browser(**device).new_page()
        page.goto(f"{office.url}/join/abc")
        page.locator("#name").fill(name)
        page.locator("#phone").fill("919-555-0177")
        page.locator("#join [type=submit]").click()
        page.wait_for_url("**/polls/")
        if begin:
            page.locator("#begin").click()
            expect(page.locator("#digits")).to_be_visible()
        return page

    return join
