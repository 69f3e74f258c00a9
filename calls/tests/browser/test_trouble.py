"""What the page does when something around it fails: nothing is lost, and it says so."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lib.testing.waiting import until

ROSA, HENRY, ANA = "Rosa Delgado-Nguyễn", "Henry Okafor", "Ana Smith"


def call_some(page, names):
    for name in names:
        expect(page.locator("#name")).to_have_text(name)
        page.locator("#result-not_home").click()
        page.locator("#next").click()


def test_calling_goes_on_with_the_office_away_and_counts_once(fake_office, caller, kept, saved):
    office = fake_office(in_hand=6)
    page = caller(office)
    kept(page)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.goes_away()
    call_some(page, [ROSA, HENRY, ANA])
    expect(page.locator("#saved")).to_contain_text("4 waiting on this phone, safe here")
    office.opens()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page, 4)
    assert office.results() == {1: "not_home", 2: "not_home", 11: "not_home", 21: "not_home"}


def test_the_page_loads_and_the_work_is_there_after_it_was_killed_offline(fake_office, caller, kept, saved):
    office = fake_office(in_hand=6)
    page = caller(office)
    kept(page)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.goes_away()
    page.locator("#answer-hello-yes").click()  # an unfinished conversation
    expect(page.locator("#answer-hello-yes")).to_have_attribute("aria-pressed", "true")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"{office.url}/calls/")
    expect(page.locator("#name")).to_have_text(ROSA)
    expect(page.locator("#answer-hello-yes")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#saved")).to_contain_text("1 waiting on this phone")
    office.opens()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#answer-when-work").click()
    saved(page, 1)
    assert [(e["voter"], e["answers"]) for e in office.standing()] == [(1, {"hello": "yes", "when": "work"})]


def test_a_second_tab_shows_no_voter_until_it_takes_over(fake_office, caller):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    second = page.context.new_page()
    second.goto(f"{office.url}/calls/")
    expect(second.locator("#name")).to_have_text("You are already calling in another tab")
    second.locator("#take").click()
    expect(second.locator("#name")).to_have_text(ROSA)
    expect(page.locator("#name")).to_have_text("You are already calling in another tab")


@pytest.mark.parametrize(
    ("why", "line"),
    [("voted", "has voted. No need to call!"), ("suppressed", "is not to be called any more.")],
)
def test_a_voter_taken_away_vanishes_from_the_open_screen(fake_office, caller, why, line):
    office = fake_office()
    page = caller(office)
    call_some(page, [ROSA])
    expect(page.locator("#name")).to_have_text(HENRY)
    office.wait_for_live()
    office.take_away(2, why)
    expect(page.locator("main")).to_contain_text(line, timeout=1000)
    expect(page.locator("#call")).to_have_count(0)
    expect(page.locator(".sheet")).to_have_count(0)
    page.locator("#next").click()
    expect(page.locator("#name")).to_have_text(ANA)


def test_one_of_a_household_taken_away_leaves_the_other(fake_office, caller):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.wait_for_live()
    office.take_away(1, voter=1)
    expect(page.locator("#notices")).to_contain_text("Rosa Delgado-Nguyễn has voted.", timeout=1000)
    expect(page.locator("#name")).to_have_text("Hector Delgado-Nguyễn")
    expect(page.locator("#voter-1")).to_be_disabled()


def test_without_the_live_line_the_next_exchange_says_who_is_gone(fake_office, caller):
    office = fake_office()
    page = caller(office)
    call_some(page, [ROSA])
    expect(page.locator("#name")).to_have_text(HENRY)
    office.gone.append({"hold": 2, "voter": None, "why": "voted"})
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("main")).to_contain_text("Henry Okafor has voted.")


def test_a_struck_voter_who_is_on_the_phone_can_still_be_recorded(fake_office, caller, saved):
    office = fake_office()
    page = caller(office)
    call_some(page, [ROSA])
    expect(page.locator("#name")).to_have_text(HENRY)
    page.evaluate("document.getElementById('call').removeAttribute('href')")  # no dialler here
    page.locator("#call").click()
    office.wait_for_live()
    office.take_away(2)
    page.locator("#talking").click()
    page.locator("#answer-hello-voted").click()
    saved(page, 3)
    assert office.results()[11] == "already_voted"


def test_a_voter_held_too_long_is_hidden_without_the_office(fake_office, caller, kept):
    office = fake_office()
    page = caller(office)
    kept(page)
    office.goes_away()
    page.clock.fast_forward(office.life / timedelta(milliseconds=1))
    expect(page.locator("#call")).to_have_count(0)
    expect(page.locator("#name")).to_have_text("No connection, and no voters left here")


def test_a_wall_clock_set_back_puts_the_voters_away(fake_office, caller):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.busy = 600
    page.evaluate("const now = Date.now; Date.now = () => now() - 3600e3")
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#notices")).to_contain_text("The clock of this phone was set back")
    expect(page.locator("#call")).to_have_count(0)


def test_a_restored_office_gets_everything_again(fake_office, caller, saved):
    office = fake_office()
    page = caller(office)
    call_some(page, [ROSA, HENRY])
    saved(page, 3)
    before = dict(office.entries)
    office.entries.clear()
    office.era = "era-2"
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#notices")).to_contain_text("restored from its back-up")
    saved(page, 3)
    assert office.entries == before


def test_a_busy_office_is_left_alone_as_long_as_it_asks(fake_office, caller, saved):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.busy = 600
    call_some(page, [ROSA])
    expect(page.locator("#saved")).to_contain_text("2 waiting on this phone")
    call_some(page, [HENRY])
    seen = len(office.batches)
    office.busy = None
    page.evaluate("dispatchEvent(new Event('online'))")  # only a person, or the network, is sooner
    saved(page, 3)
    assert len(office.batches) > seen


def test_an_unreadable_entry_holds_up_no_other(fake_office, caller):
    office = fake_office(in_hand=6)
    office.refuse = lambda entry: entry.get("voter") == 11
    page = caller(office)
    call_some(page, [ROSA, HENRY, ANA])
    expect(page.locator("#saved")).to_contain_text("1 result could not be sent")
    expect(page.locator("#saved")).to_contain_text("✓ 3 saved")
    assert set(office.results()) == {1, 2, 21}


def test_refused_and_waiting_results_are_told_kindly(fake_office, caller):
    office = fake_office()
    office.verdict = lambda entry: ("waiting", "differs", "") if entry["voter"] == 11 else None
    page = caller(office)
    call_some(page, [ROSA, HENRY])
    expect(page.locator("#notices")).to_contain_text("One result waits for your captain")


def test_a_shut_link_hides_the_voters_and_names_the_captain(fake_office, caller):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.shut.update(office.devices)
    page.locator("#result-not_home").click()
    expect(page.locator("#name")).to_have_text("This link no longer works")
    expect(page.locator("main")).to_contain_text("What you recorded is safe on this phone")
    expect(page.get_by_role("link", name="Call Maya Stone: (919) 555-0100")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Rosa")


def test_a_finished_list_moves_on_by_itself_or_says_so(fake_office, caller):
    office = fake_office(holds=1)
    page = caller(office)
    call_some(page, [ROSA])
    expect(page.locator("#name")).to_have_text("This list is finished")
    office.free.append({**office._hold(1), "sheet": 6})
    office.next_sheet = {"id": 6, "name": "Chapel Hill phones"}
    page.locator("#again").click()
    expect(page.locator("#name")).to_have_text(HENRY)
    expect(page.locator("#notices")).to_contain_text("On to “Chapel Hill phones”.")
    expect(page.locator("#notices li, #notices > *")).to_have_count(1)


def test_without_a_link_the_page_says_how_to_get_one(fake_office, page):
    page.goto(f"{fake_office().url}/calls/")
    expect(page.locator("#name")).to_have_text("You need a link to call")
    expect(page.locator("main")).to_contain_text("Ask your captain")


def test_a_browser_that_keeps_nothing_is_told_before_the_first_call(fake_office, page):
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(f"{fake_office().url}/calls/")
    expect(page.locator("#name")).to_have_text("This browser keeps nothing")


def test_a_browser_inside_another_app_is_warned(fake_office, browser):
    context = browser(user_agent="Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile [FBAN/FBIOS;FBAV/400.0]")
    page = context.new_page()
    page.goto(f"{fake_office().url}/calls/")
    expect(page.locator("#notices")).to_contain_text("You opened this inside another app")


def test_a_file_that_bad_signal_lost_is_fetched_again_until_the_page_is_kept(fake_office, caller, kept):
    office = fake_office(in_hand=6)
    office.loses_files = True
    page = caller(office)
    expect(page.locator("#name")).to_have_text(ROSA)
    undone = "async () => !(await navigator.serviceWorker.getRegistration('/calls/'))"
    until(lambda: page.evaluate(undone))
    office.loses_files = False
    kept(page)
    office.goes_away()
    page.reload()
    expect(page.locator("#name")).to_have_text(ROSA)


def test_new_code_is_taken_between_calls_never_during_one(fake_office, caller, kept):
    office = fake_office()
    page = caller(office)
    kept(page)
    expect(page.locator("#name")).to_have_text(ROSA)
    page.evaluate("document.body.dataset.loaded = 'before'")
    office.build = "build-2"
    page.evaluate("dispatchEvent(new Event('online'))")  # the exchange tells of the build
    newer = "async () => Boolean((await navigator.serviceWorker.getRegistration('/calls/')).waiting)"
    until(lambda: page.evaluate(newer))
    page.locator("#result-not_home").click()
    expect(page.locator("#last")).to_contain_text("saved")
    expect(page.locator("body[data-loaded]")).to_have_count(1)
    page.locator("#next").click()
    expect(page.locator("body[data-loaded]")).to_have_count(0)
    expect(page.locator("#name")).to_have_text(HENRY)
