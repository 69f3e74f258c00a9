"""When the office has gone: its copy and its status page in a browser, with every process stopped."""

import json
import re
import signal
import urllib.request
from datetime import datetime

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.conftest import COUNTY
from boiler_room.tests.browser.test_picture import LOOKS
from lib import clock
from lib.testing.waiting import until

FILES = ("index.html", "desk.html", "places.html", "phones.html")


@pytest.fixture(scope="module")
def gone(office_maker):
    """An office that wrote its copy and its status page by itself, and was then killed outright."""
    office = office_maker().start()
    made = json.loads(office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])
    said = json.dumps({"trouble": True, "en": "Lists are slow", "es": "Las listas van lentas"})
    office.run(
        "manage", "shell", "--no-imports", "-c",
        f"import json; from lib import door; door.enter('status_note', json.loads({said!r}))",
    )  # fmt: skip
    copied, published = office.var / "copy" / "index.html", office.var / "status" / "status.json"
    until(lambda: copied.exists() and published.exists(), 60)
    office.first = copied.read_text()
    office.run("copy")
    until(lambda: json.loads(published.read_text())["note"], 90)
    office.stop(signal.SIGKILL)
    office.school = made["school"]
    yield office


def address(gone, file: str) -> str:
    return (gone.var / file).as_uri()


@pytest.fixture
def reader(browser):
    """`reader(**options)` -> a page that may not ask any network, with what it complained of."""

    def make(**options):
        context = browser(**options)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.on(
            "console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        return page

    return make


def test_the_office_is_really_gone(gone):
    def answers():
        try:
            return urllib.request.urlopen(gone.url + "/health", timeout=5)
        except OSError:
            return None

    until(lambda: answers() is None, 40)  # its children notice within moments that they are alone


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_the_copy_is_readable_with_everything_stopped(gone, reader, axe, look):
    page = reader(**look)
    folder = "copy/es" if look.get("locale") == "es-US" else "copy"
    files = [*FILES, *(path.name for path in (gone.var / folder).glob("area-*.html"))]
    assert len(files) > len(FILES)
    for file in files:
        page.goto(address(gone, f"{folder}/{file}"))
        assert axe(page) == [], file
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), file
        assert page.locator("h1").count() == 1
    assert page.complaints == []
    assert all(url.startswith("file:") for url in page.asked)


def test_by_keyboard_from_the_overview_to_whom_to_call(gone, reader):
    page = reader()
    page.goto(address(gone, "copy/index.html"))
    expect(page.get_by_text(re.compile(r"^As of \w+ \d+ \w+ \d\d:\d\d"))).to_be_visible()
    page.get_by_role("link", name="Numbers to call").press("Enter")
    expect(page.get_by_text("Maya").first).to_be_visible()
    page.get_by_role("link", name="Incidents and rides").press("Enter")
    expect(page.get_by_text("No paper in the second one").first).to_be_visible()
    expect(page.get_by_text("at the bus stop")).to_be_visible()
    page.get_by_role("link", name="Español").press("Enter")
    expect(page.get_by_role("heading", name="Incidentes y transporte")).to_be_visible()


def test_the_copy_prints_its_time_and_no_links(gone, reader):
    page = reader()
    page.goto(address(gone, "copy/places.html"))
    page.emulate_media(media="print")
    expect(page.get_by_text("75 min in line")).to_be_visible()
    expect(page.get_by_text(re.compile("^As of"))).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()


def test_the_office_wrote_both_by_itself_and_as_phones_see_it(gone):
    assert "<h1>Headquarters</h1>" in gone.first
    told = json.loads((gone.var / "status" / "status.json").read_text())
    assert told["outbox"] is True and told["live"] is True and told["state"] == "trouble"
    assert datetime.fromisoformat(told["up_since"]) <= datetime.fromisoformat(told["as_of"]) <= clock.now()


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_the_status_page_says_in_both_languages_until_when_to_believe_it(gone, reader, axe, look):
    page = reader(**look)
    page.goto(address(gone, "status/index.html"))
    # it has no script, and reloads itself because somebody may wait before it
    assert axe(page, skip=("meta-refresh",)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for words in ("Lists are slow", "Las listas van lentas", "The office is open, with trouble"):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("If it is later than")).to_be_visible()
    assert page.complaints == [] and all(url.startswith("file:") for url in page.asked)
