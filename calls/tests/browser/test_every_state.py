"""Each state of the screen is designed: reachable, readable, with a next step; none breaks accessibility."""

import pytest
from playwright.sync_api import expect


def practise(page, office):
    page.locator("#practice").click()


def household(page, office):
    page.locator("#answer-hello-yes").click()
    page.locator("#more").click()


def asking(page, office):
    page.locator("#more").click()
    page.locator("#result-do_not_call").click()


def calling_back(page, office):
    page.locator("#result-call_back").click()


def telling(page, office):
    page.locator("#tell").click()


def skipping(page, office):
    page.locator("#next").click()


def pausing(page, office):
    page.locator("#pause").click()


def struck(page, office):
    office.wait_for_live()
    office.take_away(1)
    expect(page.locator("main")).to_contain_text("Rosa")
    expect(page.locator("#call")).to_have_count(0)


def shut(page, office):
    office.shut.update(office.devices)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".card.stop")).to_be_visible()


def elsewhere(page, office):
    page.locator("#next").wait_for()
    page.context.new_page().goto(f"{office.url}/calls/")
    page.context.pages[-1].locator("#take").click()
    expect(page.locator("#take")).to_be_visible()


def away(page, office):
    office.goes_away()
    page.locator("#result-not_home").click()
    expect(page.locator("#saved.away")).to_be_visible()
    office.opens()


def finished(page, office):
    for _hold in range(2):
        page.locator("#result-not_home").click()
        page.locator("#next").click()
    expect(page.locator(".card.good")).to_be_visible()


STATES = [
    household, practise, asking, calling_back, telling, skipping, pausing,
    struck, shut, elsewhere, away, finished,
]  # fmt: skip
DEVICES = {
    "phone-en-light": {"locale": "en-US", "color_scheme": "light"},
    "phone-es-dark": {"locale": "es-MX", "color_scheme": "dark"},
    "desk-en-dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
}


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_no_state_breaks_accessibility(fake_office, caller, axe, device):
    """One phone after the other through every state: what is found is told by the state's name."""
    found = {}
    for state in STATES:
        office = fake_office(holds=2, in_hand=2)
        page = caller(office, **device)
        expect(page.locator("#name")).to_have_text("Rosa Delgado-Nguyễn")
        state(page, office)
        if found_here := axe(page):
            found[state.__name__] = found_here
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{state.__name__} is wider than the screen"
        page.context.close()
    assert found == {}


@pytest.mark.parametrize("path", ["/calls/", "/join/abc"])
def test_pages_without_a_voter_are_accessible(fake_office, browser, axe, path):
    page = browser().new_page()
    page.goto(fake_office().url + path)
    page.locator("h1:visible").first.wait_for()
    assert axe(page) == []


def test_targets_are_big_enough_for_a_thumb(fake_office, caller):
    page = caller(fake_office())
    page.locator("#more").click()
    small = page.evaluate(
        "[...document.querySelectorAll('button, a, summary')].filter(e => e.offsetParent)"
        ".filter(e => e.getBoundingClientRect().height < 48).map(e => e.id)"
    )
    assert small == []


def test_spanish_is_complete(fake_office, caller):
    page = caller(fake_office(), locale="es-MX")
    expect(page.locator("#next")).to_have_text("Siguiente votante")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("#result-not_home").click()
    expect(page.locator("#last")).to_have_text("Rosa y Hector: No contesta, guardado.")
    page.locator("#lang").click()
    expect(page.locator("#next")).to_have_text("Next voter")
    page.reload()
    expect(page.locator("#next")).to_have_text("Next voter")
