"""A fake office on the page's own code, and a volunteer's phone that has joined it."""

import json

import pytest
from playwright.sync_api import expect

from calls.tests.browser.fake_office import FakeOffice
from front_desk.tests.fake_office import opened
from lib.testing.waiting import until

fake_office = opened(FakeOffice)


@pytest.fixture
def caller(browser):
    """`caller(office, name, **device)` -> the page of someone who has just joined, with a voter on it."""

    def join(office, name: str = "Sam Rivera", **device):
        page = browser(**device).new_page()
        page.clock.install()  # its clocks go on by themselves; `sent` moves them
        page.goto(f"{office.url}/join/abc")
        page.locator("#name").fill(name)
        page.locator("#phone").fill("919-555-0177")
        page.locator("#join [type=submit]").click()
        page.wait_for_url("**/calls/")
        return page

    return join


@pytest.fixture
def saved():
    """`saved(page, n)` -> waits until the screen says that the office has n results.

    A result rests on the phone for four seconds, so that a slip can be set right. They are not waited for:
    the page's own clock, which `page.clock.install()` made movable, is moved on.
    """

    def wait(page, n: int):
        def told() -> bool:
            page.clock.fast_forward(1_000)
            return page.locator("#saved").inner_text() == f"✓ {n} saved"

        until(told, 15)

    return wait


@pytest.fixture(scope="module")
def campaign(own_office) -> dict:
    """What seed.py made in the running office: enough voters for every test of the file, and a link."""
    code = "from calls.tests.browser.seed import seed; seed(voters=600)"
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", code).splitlines()[-1])


@pytest.fixture
def join(own_office, browser):
    """`join(campaign, name)` -> the page of someone who joined by its link.

    `context`: the device (else a new one); `path`: which of the links that seed.py made.
    """

    def go(campaign: dict, name: str = "Sam Rivera", context=None, path: str = "path"):
        page = (context or browser()).new_page()
        page.clock.install()
        page.goto(own_office.url + campaign[path])
        page.locator("#name").fill(name)
        page.locator("#phone").fill("(919) 555-0177")
        page.locator("#join [type=submit]").click()
        page.wait_for_url("**/calls/")
        expect(page.locator("#call")).to_be_visible()
        return page

    return go
