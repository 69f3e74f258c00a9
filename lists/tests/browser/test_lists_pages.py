"""The pages of lists in a browser: accessible in light and dark, in English and Spanish."""

import pytest

from lib.testing.screens import faultless

PAGES = (
    "/lists/", "/lists/sheets/new/", "/lists/sheets/{sheet}/",
    "/lists/universes/", "/lists/universes/new/", "/lists/universes/{universe}/", "/lists/universes/{universe}/?text",
    "/lists/scripts/", "/lists/scripts/new/", "/lists/scripts/{script}/", "/lists/scripts/{script}/versions/1/",
)  # fmt: skip


@pytest.mark.parametrize(("locale", "width"), [("en-US", 360), ("es-US", 1280)])
def test_every_page_is_accessible(at_work, work, axe, locale, width):
    page = at_work(viewport={"width": width, "height": 780}, locale=locale)
    for address in PAGES:
        faultless(page, axe, address.format(**work))
    assert page.locator("html").get_attribute("lang") == locale[:2]


def test_one_tap_pauses_and_one_tap_goes_on(at_work, work, live_office):
    page = at_work()
    page.goto("/lists/")
    own = page.locator(f"a[href$='/sheets/{work['sheet']}/']")  # others in this office have the same name
    row = page.get_by_role("row").filter(has=own)
    row.get_by_role("button", name="Pause").click()
    row.get_by_role("button", name="Go on").wait_for()
    assert live_office.sql("select paused from lists_sheet where id = %s", work["sheet"]) == [(True,)]
    row.get_by_role("button", name="Go on").click()
    row.get_by_role("button", name="Pause").wait_for()
    row.get_by_role("button", name="Sooner").click()
    row.get_by_text("4", exact=True).wait_for()
    assert live_office.sql("select paused, priority from lists_sheet where id = %s", work["sheet"]) == [
        (False, 4)
    ]
