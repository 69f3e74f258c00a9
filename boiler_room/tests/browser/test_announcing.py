"""An announcement on open screens: a caller's, a watcher's, a staff page's; closed by one tap and kept without a line."""

import pytest
from playwright.sync_api import expect

from boiler_room.tests.browser.test_picture import LOOKS
from lib.testing.waiting import until


def notice(page, words: str = ""):
    """What is announced on a page; with `words`, that one alone: others may be running."""
    return page.locator("#notices .notice, #announced .note:visible").filter(has_text=words)


def say(page, words: str, spanish: str = "", urgent: bool = False, to: str = "DURHAM"):
    page.goto("/announcements/")
    page.get_by_label("To", exact=True).select_option(
        label=page.locator("option", has_text=to).first.inner_text()
    )
    page.get_by_label("In English").fill(words)
    page.get_by_label("In Spanish").fill(spanish)
    page.get_by_label("Urgent").set_checked(urgent)
    expect(page.locator("#preview")).to_contain_text(words)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("status").filter(has_text="✓ Said.")).to_be_visible()


@pytest.fixture
def caller(joined):
    return joined("calls", "Cara Young")


def test_it_appears_on_every_open_screen_and_hides_no_task(at_work, joined, caller, axe):
    watcher, staff, olga = joined("polls", "Will Stone", locale="es-US"), at_work("maya"), at_work("olga")
    staff.goto("/desk/incidents/")
    say(olga, "Polls stay open until 8", "Cierran a las 8", urgent=True)
    expect(notice(caller)).to_contain_text("Urgent: Polls stay open until 8")
    expect(notice(watcher)).to_contain_text("Urgente: Cierran a las 8")
    expect(notice(staff)).to_contain_text("Polls stay open until 8")
    for page, task in ((caller, "#call"), (watcher, "#strike")):
        expect(page.locator(task)).to_be_in_viewport()
        assert page.locator("#notices").get_attribute("role") == "status"  # read aloud when it comes
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        notice(page).get_by_role("button").press("Enter")
        expect(notice(page)).to_have_count(0)
        page.reload()
        page.locator("html[data-live=on]").wait_for(state="attached")
        page.locator(task).wait_for()
        expect(notice(page)).to_have_count(0)  # shown once
    notice(staff).get_by_role("button").click()
    staff.goto("/desk/")
    expect(notice(staff)).to_have_count(0)
    until(lambda: "2 of" in (olga.reload() and olga.locator("#said").inner_text()))


def test_it_is_kept_without_a_line_and_goes_when_it_is_withdrawn(at_work, caller):
    olga = at_work("olga")
    say(olga, "Bring the clipboards back")
    expect(notice(caller, "clipboards")).to_contain_text("Announcement: Bring the clipboards back")
    caller.context.set_offline(True)
    caller.reload()
    expect(notice(caller, "clipboards")).to_have_count(1)  # kept on the device
    olga.goto("/announcements/")
    olga.get_by_role("listitem").filter(has_text="clipboards").get_by_role("button", name="Withdraw").click()
    expect(olga.get_by_role("listitem").filter(has_text="clipboards")).to_contain_text("withdrawn")
    caller.context.set_offline(False)  # it learns with the next exchange, or by the line that comes back
    expect(notice(caller, "clipboards")).to_have_count(0)


def test_another_team_hears_nothing_of_it(at_work, joined, caller):
    watcher = joined("polls", "Wanda Moss")
    say(at_work("maya"), "Callers: pizza", to="Team Maya")
    expect(notice(caller, "pizza")).to_contain_text("Callers: pizza")
    watcher.reload()  # an exchange and a new line: had it been for them, they would know now
    watcher.locator("html[data-live=on]").wait_for(state="attached")
    watcher.locator("#strike").wait_for()
    expect(notice(watcher, "pizza")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS, ids=("phone", "wide dark", "phone dark Spanish"))
def test_the_page_is_accessible_and_fits(at_work, axe, look):
    page = at_work("olga", **look)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.goto("/announcements/")
    page.locator("#id_text").fill("x" * 30 + " a long line")
    page.locator("#preview .asnotice").first.wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1
    assert complaints == []
