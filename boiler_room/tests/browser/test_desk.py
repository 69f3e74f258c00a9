"""The desk in a browser: settled by one tap or by keyboard, an answer on the phone of who asked."""

import re

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS
from boiler_room.tests.browser.town import call, entry

PAGES = (
    "/desk/",
    "/desk/refused/",
    "/desk/settled/",
    "/desk/tell-us/",
    "/desk/rides/",
    "/desk/mine/",
    "/desk/tell-us/?done=1",
)


@pytest.fixture(scope="module")
def sent(town):
    """Everything a desk can hold: two results that wait, a conflict, nonsense, a message, a ride; from Ben."""
    ben = town.phones[1]
    holds = ben.holds()
    first = call(holds[0])
    ride = {"hold": holds[2]["hold"], "voter": holds[2]["voters"][0]["voter"], "note": "wheelchair"}
    ben.send(
        first,
        call(holds[0], "do_not_call"),
        call(holds[1], "not_home"),
        call(holds[1], "moved"),
        first | {"result": "refused"},
        {"id": "no uuid", "kind": "attempt"},
        entry("ride_request", **ride),
        entry("tell_us", text="When do the polls close?", screen={"state": "voter", "step": "when"}),
        entry("tell_us", text="Thank you", screen={}),
    )
    return ben


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_every_page_is_accessible_and_fits(at_work, axe, sent, look):
    page = at_work("maya", **look)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    for address in PAGES:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
    assert complaints == []


def test_settled_with_one_tap_and_by_keyboard(at_work, town, sent):
    page = at_work("maya")
    page.goto("/desk/")
    slip = page.get_by_role("listitem").filter(has_text="Do not call")
    expect(slip).to_contain_text(re.compile(r"recorded:\s+Contacted by Ben Otter"))
    slip.get_by_role("button", name="Accept").click()
    expect(page.locator("main .note")).to_contain_text("✓ Accepted.")
    expect(page.get_by_role("listitem").filter(has_text="Do not call")).to_have_count(0)
    page.get_by_role("listitem").filter(has_text="Moved").get_by_role("button", name="Leave out").press(
        "Enter"
    )
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    live = "select result from lists_attempt where withdrawn_by is null order by result"
    assert town.sql(live) == [("do_not_call",), ("not_home",)]


def test_an_answer_appears_where_it_was_asked(at_work, sent):
    page = at_work("maya")
    page.goto("/desk/tell-us/")
    slip = page.get_by_role("listitem").filter(has_text="When do the polls close?")
    slip.get_by_text("What was on the screen").click()
    expect(slip).to_contain_text("when")
    slip.get_by_role("button", name="I take it").click()
    slip = page.get_by_role("listitem").filter(has_text="When do the polls close?")
    expect(slip).to_contain_text("✓ you")
    slip.get_by_label("Answer").fill("At half past seven.")
    slip.get_by_role("button", name="Done").click()
    expect(page.get_by_text("When do the polls close?")).to_have_count(0)
    assert sent.send()["message"] == "At half past seven."


def test_spanish(at_work, sent):
    page = at_work("maya", locale="es-US")
    page.goto("/desk/rides/")
    expect(page.get_by_role("heading", name="Transportes pedidos")).to_be_visible()
    expect(
        page.get_by_text("Recoger en").or_(page.get_by_text("lo pidió por medio de")).first
    ).to_be_visible()
