"""Each state of the screen is designed: reachable, readable, with a next step; none breaks accessibility."""

import pytest
from playwright.sync_api import expect


def finding(page, office):
    for digit in "13":
        page.locator(f"#key-{digit}").click()
    expect(page.locator("#meant li")).to_have_count(2)


def wrong(page, office):
    for digit in "998":
        page.locator(f"#key-{digit}").click()


def naming(page, office):
    page.locator("#choose-name").click()
    page.locator("#letters").fill("smi")
    page.locator(".voter").first.click()
    expect(page.locator(".voter").first).to_have_attribute("data-state", "struck")


def listing(page, office):
    page.locator("#choose-list").click()
    expect(page.locator(".voter").first).to_be_visible()


def more(page, office):
    listing(page, office)
    page.locator(".more").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def asking(page, office):
    listing(page, office)
    page.locator(".voter[data-state=struck]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def reporting(page, office):
    page.locator("#to-report").click()
    page.locator("#line-15").click()
    page.locator("#polls-opened").click()


def incident(page, office):
    page.locator("#to-report").click()
    page.locator("#open-incident").click()
    page.locator("#category-machine").click()


def turned_away(page, office):
    page.locator("#to-report").click()
    page.locator("#open-turned_away").click()


def post(page, office):
    page.locator("#to-post").click()


def signing_out(page, office):
    page.locator("#to-post").click()
    page.locator("#sign-out").click()


def practise(page, office):
    page.locator("#to-post").click()
    page.locator("#practice").click()


def telling(page, office):
    page.locator("#tell").click()


def refused(page, office):
    office.verdict = lambda entry: ("refused", "unknown_code", "")
    listing(page, office)
    page.locator(".voter[data-state=open]").first.click()
    expect(page.locator("#notices .stop").first).to_be_visible(timeout=15_000)


def shut(page, office):
    office.shut.update(office.devices)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".card.stop")).to_be_visible()


def home(page):
    """Back from wherever a state has led to, as a person would go."""
    page.keyboard.press("Escape")
    for leave in ("#drop", "#practice"):
        if page.locator(leave).is_visible() and (
            leave == "#drop" or page.locator(".practice-mark").is_visible()
        ):
            page.locator(leave).click()
    page.locator("#to-strike").click()
    page.locator("#choose-code").click()
    page.locator("#key-clear").click()
    expect(page.locator("#digits")).to_have_value("")


STATES = [
    finding, wrong, naming, listing, more, asking, reporting, incident, turned_away, post, signing_out,
    practise, telling, refused, shut,
]  # fmt: skip
DEVICES = {
    "phone-en-light": {"locale": "en-US", "color_scheme": "light"},
    "phone-es-dark": {"locale": "es-MX", "color_scheme": "dark"},
    "desk-en-dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
}
WIDER = "Math.max(...[...document.querySelectorAll('body, main, #bar, #top')].map(e => e.scrollWidth)) - innerWidth"
SMALL = (
    "[...document.querySelectorAll('button, a, select, input:not(.hide)')].filter(e => e.offsetParent)"
    ".filter(e => !e.closest('label') && e.getBoundingClientRect().height < 44).map(e => e.id || e.className)"
)


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_no_state_breaks_accessibility(fake_office, watcher, axe, device):
    """One phone through every state: what is found is told by the state's name."""
    found = {}
    office = fake_office(precincts=2)
    page = watcher(office, **device)
    for state in STATES:
        home(page)
        state(page, office)
        if found_here := axe(page):
            found[state.__name__] = found_here
        assert page.evaluate(WIDER) <= 0, f"{state.__name__} is wider than the screen"
        assert page.evaluate(SMALL) == [], f"{state.__name__} has targets too small for a thumb"
    assert found == {}


@pytest.mark.parametrize("choose", [True, False], ids=["choose", "before"])
def test_the_first_screens_are_accessible(fake_office, watcher, axe, choose):
    page = watcher(fake_office(choose=choose, phones_inside=False), begin=False)
    page.locator("h1:visible").first.wait_for()
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/polls/", "/join/abc"])
def test_pages_without_a_voter_are_accessible(fake_office, browser, axe, path):
    page = browser().new_page()
    page.goto(fake_office().url + path)
    page.locator("h1:visible").first.wait_for()
    assert axe(page) == []


def test_the_keypad_fits_a_small_phone(fake_office, watcher):
    """360 × 640 is what is left of a small phone under the browser's own bars."""
    page = watcher(fake_office(precincts=2), viewport={"width": 360, "height": 640})
    for digit in "13":
        page.locator(f"#key-{digit}").click()
    page.locator("#meant .voter").first.click()
    bottom = page.locator("#key-0").bounding_box()
    bar = page.locator("#bar").bounding_box()
    assert bottom["y"] + bottom["height"] <= bar["y"]
    assert bar["y"] + bar["height"] <= 640


def test_spanish_is_complete(fake_office, watcher):
    page = watcher(fake_office(), locale="es-MX")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    for digit in "13":
        page.locator(f"#key-{digit}").click()
    expect(page.locator("#strike")).to_have_text("Tachar 13")
    page.locator("#to-post").click()
    page.locator("#lang").click()
    expect(page.locator("#to-strike")).to_have_text("Strike off")
    page.reload()
    expect(page.locator("#to-strike")).to_have_text("Strike off")
