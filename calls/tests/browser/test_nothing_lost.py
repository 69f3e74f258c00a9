"""With the real office: it goes away, the browser is killed, a second tab opens. All counts, and counts once."""

import os
import signal
import subprocess
from collections import Counter

import pytest
from playwright.sync_api import expect

from lib.testing.chromium import ARGUMENTS, PATIENCE, choose


@pytest.fixture
def phone(chromium, tmp_path):
    """`phone()` -> a browser on this phone's own storage, which stays when the browser is killed."""
    running = []

    def switch_on():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=choose(chromium.browser_type), args=ARGUMENTS,
            viewport={"width": 360, "height": 740}, locale="en-US",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        running.append(context)
        return context

    yield switch_on
    for context in running:
        context.close()


def kill(storage) -> None:
    """As a phone does it that needs the memory: no page is told. Only the browser on that storage."""
    processes = subprocess.run(
        ["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line for line in processes.stdout.splitlines() if f"--user-data-dir={storage}" in line]
    mains = [int(line.split()[0]) for line in lines if "--type=" not in line]
    assert mains, "the browser is not running"
    for pid in mains:
        os.kill(pid, signal.SIGKILL)


def call(page, calls: int) -> list[str]:
    """Records so many voters, one after the other; their names."""
    names = []
    for _call in range(calls):
        names.append(page.locator("#name").inner_text())
        page.locator("#result-not_home").click()
        expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "true")
        page.locator("#next").click()
        expect(page.locator("#name")).not_to_have_text(names[-1])
    return names


def counted(office, made, names) -> tuple[Counter, Counter]:
    """How often each of these voters stands in the log, and among the attempts, whatever became of it."""
    ids = {made["voters"][name]: name for name in names}
    log = office.sql(
        "select (payload ->> 'voter')::bigint from front_desk_entry"
        " where kind = 'attempt' and (payload ->> 'voter')::bigint = any(%s)",
        list(ids),
    )
    attempts = office.sql("select voter_id from lists_attempt where voter_id = any(%s)", list(ids))
    return tuple(Counter(ids[voter] for (voter,) in rows) for rows in (log, attempts))


def test_a_browser_killed_while_the_office_is_away_loses_and_doubles_nothing(
    own_office, campaign, join, phone, tmp_path, kept, saved
):
    page = join(campaign, "Kim Park", phone())
    kept(page)
    own_office.stop()
    try:
        names = call(page, 2)
        names.append(page.locator("#name").inner_text())
        page.locator("#result-left_message").click()
        pressed = page.locator("#result-left_message")
        expect(pressed).to_have_attribute("aria-pressed", "true")  # from here on it is a promise
        kill(tmp_path / "phone")
        page = phone().new_page()
        page.clock.install()
        page.goto(f"{own_office.url}/calls/")
        expect(page.locator("#saved")).to_contain_text("3 waiting on this phone, safe here")
        expect(page.locator("#name")).to_have_text(names[-1])
        expect(page.locator("#result-left_message")).to_have_attribute("aria-pressed", "true")
    finally:
        own_office.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page, 3)
    kill(tmp_path / "phone")  # once more, after the reply: what is sent again must not count again
    page = phone().new_page()
    page.goto(f"{own_office.url}/calls/")
    expect(page.locator("#saved")).to_have_text("✓ 3 saved")
    once = Counter(names)
    assert counted(own_office, campaign, names) == (once, once)


def test_two_tabs_of_one_volunteer_are_handed_a_voter_once(own_office, campaign, join, saved):
    first = join(campaign, "Tara Two")
    name, number = first.locator("#name").inner_text(), first.locator("#call").get_attribute("href")
    second = first.context.new_page()
    second.clock.install()
    second.goto(f"{own_office.url}/calls/")
    expect(second.locator("#name")).to_have_text("You are already calling in another tab")
    expect(second.locator("#call")).to_have_count(0)
    second.locator("#take").click()
    expect(second.locator("#call")).to_have_attribute("href", number)
    expect(first.locator("#name")).to_have_text("You are already calling in another tab")
    expect(first.locator("#call, [id^=result-]")).to_have_count(0)
    call(second, 1)
    saved(second, 1)
    first.locator("#take").click()
    expect(first.locator("#call")).not_to_have_attribute("href", number)
    expect(first.locator("#saved")).to_have_text("✓ 1 saved")
    assert counted(own_office, campaign, [name]) == (Counter([name]), Counter([name]))
    handed = own_office.sql(
        "select count(*) from front_desk_entry, jsonb_array_elements(payload -> 'holds') hold"
        " where kind = 'handout' and hold -> 4 @> to_jsonb(%s::bigint)",
        campaign["voters"][name],
    )
    assert handed == [(1,)]


def test_a_finished_sheet_moves_on_to_the_next_by_itself(own_office, campaign, join, saved):
    page = join(campaign, "Noor Next", path="passes")
    expect(page.locator("#top .list")).to_contain_text("Short pass")
    names = call(page, 2)
    expect(page.locator("#top .list")).to_contain_text("Long pass")
    expect(page.locator("#call")).to_be_visible()
    for _call in range(5):
        names += call(page, 1)
    names.append(page.locator("#name").inner_text())
    page.locator("#result-not_home").click()
    page.locator("#next").click()
    expect(page.locator("#name")).to_have_text("This list is finished")
    saved(page, 8)
    once = Counter(names)
    assert len(once) == 8
    assert counted(own_office, campaign, names) == (once, once)
