"""A volunteer's shift on a phone: yes by link, here by one tap at the door's code; the captain's page beside it."""

import pytest

from crew.tests.browser.test_screens import STATE, no_fault
from lib.uuid7 import uuid7

SHIFT = """
    insert into crew_shift (id, team_id, starts_at, ends_at, wanted, note)
    select nextval(pg_get_serial_sequence('crew_shift', 'id')), id, now() - interval '5 minutes', now() + interval '2 hours', 3,
           '12 Main St, side door' from crew_team where name = %s returning id
"""


@pytest.fixture
def team(at_work, live_office):
    """(captain's page, the team's name, a link to join it)"""
    page, name = at_work(viewport={"width": 1280, "height": 900}), f"Team {uuid7().hex[-8:]}"
    live_office.sql(STATE, uuid7().hex[-12:])
    page.goto("/staff/teams/")
    page.get_by_label("Team", exact=True).fill(name)
    page.get_by_label("Area", exact=True).last.select_option(index=1)
    page.get_by_label("Fallback phone").fill("919 555 0111")
    page.get_by_role("button", name="Make team").click()
    page.get_by_role("button", name="Make join link").click()
    return page, name, page.locator(".big.code").inner_text()


def test_here_by_one_tap_yes_by_link(team, browser, live_office, axe, manager):
    captain, name, link = team
    ((shift,),) = live_office.sql(SHIFT, name)
    phone = browser(base_url=manager[0]).new_page()
    phone.goto(link)
    phone.get_by_label("Your name").fill("Sam Rivera")
    phone.get_by_label("Your phone number").fill("919 555 0177")
    phone.get_by_role("button", name="Start calling").click()
    phone.wait_for_url("**/calls/")

    captain.goto(f"/staff/shifts/{shift}/")
    no_fault(captain, axe, "shift without anyone")
    captain.get_by_role("link", name="Show the code").click()
    no_fault(captain, axe, "code at the door")
    door = captain.locator(".big.code").inner_text()

    captain.goto(f"/staff/shifts/{shift}/")
    captain.get_by_role("button", name="Book the whole team").click()
    captain.get_by_text("⚠ missing").wait_for()
    no_fault(captain, axe, "shift with someone missing")
    own = captain.locator("small.link").inner_text()

    phone.goto(own)
    no_fault(phone, axe, "own link")
    phone.get_by_role("button", name="Yes, I am coming").click()
    phone.get_by_text("You said yes").wait_for()
    phone.goto(door)
    tap = phone.get_by_role("button", name="I am here: Sam Rivera")
    tap.wait_for()
    no_fault(phone, axe, "at the door, known")
    tap.press("Enter")
    phone.get_by_text("You are checked in").wait_for()
    captain.reload()
    captain.get_by_text("all here").wait_for()


def test_at_the_door_on_a_phone_that_knows_nobody(team, browser, live_office, axe, manager):
    captain, name, _link = team
    ((shift,),) = live_office.sql(SHIFT, name)
    captain.goto(f"/staff/shifts/{shift}/poster/")
    phone = browser(base_url=manager[0], color_scheme="dark").new_page()
    phone.goto(
        captain.locator(".big.code").inner_text().upper().replace("HTTP://LOCALHOST", "http://localhost")
    )
    phone.get_by_label("Your name").fill("Nobody Known")
    phone.get_by_label("Your phone number").fill("919 555 0188")
    no_fault(phone, axe, "at the door, unknown")
    phone.get_by_role("button", name="I am here", exact=True).click()
    phone.get_by_text("Nobody of the team has that name").wait_for()
    assert phone.get_by_label("Your name").input_value() == "Nobody Known"
    assert phone.get_by_role("link", name="(919) 555-0111").is_visible()
    no_fault(phone, axe, "at the door, refused")
