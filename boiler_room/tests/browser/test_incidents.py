"""The incident desk and the polls of this minute in a browser: accessible, nothing sideways, keys are enough."""

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS

PAGES = (
    "/desk/",
    "/desk/refused/",
    "/desk/incidents/",
    "/desk/incidents/?done=1",
    "/desk/rides/",
    "/places/live/",
    "/status/",
    "/",
)


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(olga, axe, look):
    page = olga(**look)
    for address in PAGES:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    page.goto("/desk/incidents/")
    spanish = look.get("locale") == "es-US"
    words = "Máquina descompuesta" if spanish else "Machine down"
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def test_taken_on_noted_and_done_by_keyboard(olga):
    page = olga(viewport={"width": 360, "height": 740})
    page.goto("/desk/incidents/")
    slip = page.get_by_role("listitem").filter(has_text="The coffee is out")
    slip.get_by_role("button", name="I take it").press("Enter")
    expect(slip).to_contain_text("✓ you")
    slip.get_by_label("Note").fill("Sent some")
    slip.get_by_role("button", name="Done").press("Enter")
    expect(page.get_by_text("The coffee is out")).to_have_count(0)
    page.get_by_role("link", name="Done ones").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="The coffee is out")).to_contain_text("Sent some")


def test_many_of_one_phone_are_settled_with_one_key(olga):
    page = olga(viewport={"width": 360, "height": 740})
    page.goto("/desk/")
    slip = page.get_by_role("listitem").filter(has_text="4 strikes more than a person can make")
    slip.get_by_role("button", name="Accept all 4").press("Enter")
    expect(page.locator("main .note")).to_contain_text("✓ 4 entries settled.")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
