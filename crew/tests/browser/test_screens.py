"""The staff's pages in a browser: no fault of accessibility, nothing sideways, the keyboard is enough."""

import re

import pytest

from lib.uuid7 import uuid7

PAGES = (
    "/staff/teams/",
    "/staff/shifts/",
    "/staff/people/",
    "/staff/areas/",
    "/staff/staff/",
    "/staff/switches/",
    "/staff/uses/",
    "/staff/audit/",
    "/staff/me/",
    "/staff/tell-us/",
    "/staff/second-key/",
    "/staff/password/",
    "/staff/keys/totp/activate/",
    "/staff/keys/webauthn/add/",
    "/nowhere/",
)
STATE = """
    insert into crew_area (id, kind, name, code, lineage, tz)
    select id, 'state', 'State of ' || id, %s, array[id], ''
      from nextval(pg_get_serial_sequence('crew_area', 'id')) id
"""
SIZES = ((360, 740, "light", "en-US"), (1280, 800, "dark", "en-US"), (360, 740, "dark", "es-US"))


def no_fault(page, axe, name):
    assert axe(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"


@pytest.mark.parametrize(("width", "height", "scheme", "locale"), SIZES)
def test_every_page_is_accessible(at_work, axe, width, height, scheme, locale):
    page = at_work(viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if "Content Security" in m.text else None)
    for address in PAGES:
        page.goto(address)
        no_fault(page, axe, address)
        assert page.locator("h1").count() == 1, address
    page.context.clear_cookies()
    page.goto("/staff/login/")
    no_fault(page, axe, "sign-in")
    assert complaints == []


def test_a_team_and_its_link_by_keyboard_alone(at_work, live_office, axe):
    page = at_work(viewport={"width": 1280, "height": 800})
    live_office.sql(STATE, uuid7().hex[-12:])
    page.goto("/staff/teams/")
    page.get_by_label("Team", exact=True).focus()
    page.keyboard.type("Team Lakewood")
    page.locator("form[method=post]").get_by_label("Area", exact=True).focus()
    page.keyboard.type("State")
    page.get_by_label("Fallback phone").focus()
    page.keyboard.type("919 555 0111")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Team Lakewood").wait_for()
    no_fault(page, axe, "team")
    page.get_by_role("button", name="Make join link").press("Enter")
    page.get_by_role("heading", name="Join Team Lakewood").wait_for()
    assert re.search(r"/join/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.content())
    assert page.get_by_alt_text("QR code of the link").evaluate("image => image.naturalWidth") > 0
    no_fault(page, axe, "link")


def test_spanish_by_one_button(at_work):
    page = at_work()
    page.goto("/staff/me/")
    page.get_by_role("button", name="Español").click()
    page.get_by_role("button", name="English").wait_for()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("heading", name="Claves de acceso").is_visible()
