"""Crossing off, by every way there is; each tap is kept and can be undone."""

import re

from playwright.sync_api import expect

from polls.tests.browser.fake_office import FakeOffice

CROSSED = re.compile("struck")


def type_code(page, code):
    for digit in code:
        page.locator(f"#key-{digit}").click()


def sent(page, n):
    expect(page.locator("#saved")).to_have_text(f"✓ {n} saved", timeout=15_000)


def test_a_code_shows_who_it_is_and_one_tap_strikes(fake_office, watcher):
    office: FakeOffice = fake_office()
    page = watcher(office)
    type_code(page, "13")
    expect(page.locator("#meant .name")).to_have_text("CHEN, WALTER B")
    page.get_by_role("button", name="Strike off 13").click()
    expect(page.locator("#last")).to_contain_text("✓ 13 CHEN, WALTER B")
    expect(page.locator("#digits")).to_have_value("")
    sent(page, 1)
    assert [(e["precinct"], e["code"]) for e in office.standing("strike")] == [(1, "13")]
    type_code(page, "13")
    expect(page.locator("#hint")).to_have_text("Already crossed off.")
    page.locator("#strike").click()
    assert len(office.standing("strike")) == 1
