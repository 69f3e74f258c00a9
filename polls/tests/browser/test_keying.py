"""The keyed form in a browser, by keyboard alone: quick, told at once, nothing lost, once."""

import json

import pytest
from playwright.sync_api import expect

from lib.testing.screens import faultless
from lib.testing.waiting import until
from precincts import codes

COUNTY = """
import json
from precincts.tests.polls import Polls
from precincts.models import StrikeCode
polls = Polls(voters=70)
ns = {p.pk: list(StrikeCode.objects.filter(precinct=p).order_by("n").values_list("n", flat=True)) for p in polls.precincts[:2]}
print(json.dumps({"one": polls.one.pk, "two": polls.two.pk, "library": polls.three.pk, "n": len(ns[polls.one.pk])}))
"""
COUNTED = """
select count(*) from roll_voted d join precincts_strikecode c on c.voter_id = d.voter_id
where d.ended_seq is null and c.precinct_id = %s and c.n between %s and %s
"""
SIZES = ((360, 740), (1280, 800))


@pytest.fixture(scope="module")
def county(own_office):
    return json.loads(own_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def sign_in(county, own_office, browser):
    def go(name: str = "maya", **options):
        page = browser(base_url=own_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.get_by_label("E-mail").fill(f"{name}@example.org")
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return go


def opened(page, precinct):
    page.goto(f"/places/keying/{precinct}/")
    expect(page.locator("#said")).to_have_text("Type a code, then Enter.")
    return page


def key(page, *typed):
    for one in typed:
        page.keyboard.type(one)
        page.keyboard.press("Enter")


def counted(office, precinct, first, last):
    return office.sql(COUNTED, precinct, first, last)[0][0]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_paper_by_keyboard_alone(sign_in, county, own_office, axe, width, height):
    page = sign_in(viewport={"width": width, "height": height})
    page.goto("/places/keying/")
    page.keyboard.type("durham 02")  # the field has the focus
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Type a code, then Enter.")
    expect(page.locator("#code")).to_be_focused()
    base = 1 if width == 360 else 31
    first = codes.shown(base)
    page.keyboard.type(first)
    expect(page.locator("#said")).to_contain_text("LAST")  # who it is, before Enter
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text(f"✓ {first} LAST")
    expect(page.locator("#code")).to_have_value("")
    wrong = first[:-1] + str((int(first[-1]) + 1) % 10)
    key(page, wrong)
    expect(page.locator("#said")).to_contain_text("a digit is wrong")
    expect(page.locator("#code")).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []
    key(page, codes.shown(base + 1))  # what was wrong is selected, so one types on
    expect(page.locator("#said")).to_contain_text("✓")
    key(page, first)
    expect(page.locator("#said")).to_contain_text("you typed this one already")
    key(page, codes.shown(base + 2), "-")
    expect(page.locator("#said")).to_contain_text("Taken back")
    expect(page.locator("#typed li")).to_have_count(3)
    until(lambda: counted(own_office, county["two"], base, base + 2) == 2)
    expect(page.locator("#state")).to_have_text("✓ All 2 sent")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_letters_choose_by_arrow_keys(sign_in, county, own_office):
    page = opened(sign_in(viewport={"width": 1280, "height": 800}), county["one"])
    key(page, "last1")
    expect(page.locator("#said")).to_contain_text("names fit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#code")).to_have_attribute("aria-activedescendant", "name-1")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("✓")
    key(page, "last69 fir")
    expect(page.locator("#said")).to_contain_text("✓")
    key(page, "nobody")
    expect(page.locator("#said")).to_contain_text("no such name")
    expect(page.locator("#typed li")).to_have_count(2)


def test_sixty_codes_without_the_office_are_all_there_after_the_tab_was_closed(sign_in, county, own_office):
    """No key waits for the office: with the line down sixty are typed, the tab is closed, and another sends them once."""
    page = opened(sign_in(viewport={"width": 1280, "height": 800}), county["one"])
    page.context.set_offline(True)
    key(page, *[codes.shown(n) for n in range(1, 61)])
    expect(page.locator("#state")).to_contain_text("60")
    expect(page.locator("#typed .state", has_text="saved here")).to_have_count(60)
    until(lambda: "safe" in page.locator("#state").inner_text())
    context = page.context
    page.close()
    context.set_offline(False)
    again = opened(context.new_page(), county["one"])
    until(lambda: counted(own_office, county["one"], 1, 60) == 60)
    expect(again.locator("#state")).to_have_text("Nothing typed yet")
    n = own_office.sql("select count(*) from front_desk_entry where source = 'keyed' and kind = 'strike' "
                       "and (payload->>'precinct')::bigint = %s", county["one"])[0][0]  # fmt: skip
    assert n >= 60


def test_an_answer_that_was_lost_is_asked_for_again_and_counts_once(sign_in, county, own_office):
    page = opened(sign_in(viewport={"width": 1280, "height": 800}), county["two"])
    lost = []

    def lose(route):
        answer = route.fetch()
        lost.append(answer.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=answer)

    page.route("**/places/keying/entries/", lose)
    code = codes.shown(61)
    key(page, code)
    expect(page.locator("#state")).to_have_text("✓ All 1 sent")
    assert lost[:2] == [200, 200]
    rows = own_office.sql("select count(*) from front_desk_entry where kind = 'strike' and payload->>'code' = %s "
                          "and (payload->>'precinct')::bigint = %s", code, county["two"])  # fmt: skip
    assert rows == [(1,)]


def test_what_another_typed_waits_for_them(sign_in, county, own_office):
    page = opened(sign_in(viewport={"width": 1280, "height": 800}), county["two"])
    page.context.set_offline(True)
    key(page, codes.shown(62))
    expect(page.locator("#typed .state", has_text="saved here")).to_have_count(1)
    page.route("**/places/keying/entries/", lambda route: route.abort())
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.goto("/staff/login/")
    page.get_by_label("E-mail").fill("hugo@example.org")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda at: "/login/" not in at)
    page.unroute("**/places/keying/entries/")
    opened(page, county["two"])
    expect(page.locator("#others")).to_contain_text("1 typed by somebody else")
    assert counted(own_office, county["two"], 62, 62) == 0


def test_signed_out_it_says_so_and_keeps_what_was_typed(sign_in, county):
    page = opened(sign_in(viewport={"width": 1280, "height": 800}), county["two"])
    page.context.clear_cookies()
    key(page, codes.shown(63))
    expect(page.locator("#state")).to_contain_text("safe here")
    expect(page.locator("#typed .state", has_text="saved here")).to_have_count(1)


def test_a_line_and_trouble_told_by_phone(sign_in, county, own_office):
    page = opened(sign_in(), county["two"])
    page.get_by_label("Whose paper").fill("Vera Watcher")
    page.get_by_label("Line, minutes").fill("35")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("✓ Line: 35 min")
    page.get_by_label("Trouble").select_option(label="Machine down")
    page.get_by_label("What happened").fill("Both of them")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Machine down")
    came = "select count(*) from precincts_incident where text = 'Both of them'"
    until(lambda: own_office.sql(came) == [(1,)])
    assert own_office.sql("select minutes from precincts_linereport") == [(35,)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_state_is_accessible(sign_in, county, axe, width, height):
    page = sign_in(viewport={"width": width, "height": height})
    faultless(page, axe, "/places/keying/")
    faultless(page, axe, "/places/keying/?q=zzz")
    faultless(page, axe, f"/places/keying/{county['library']}/")


def test_in_spanish(sign_in, county):
    page = opened(sign_in(), county["one"])
    page.get_by_role("button", name="Español").click()
    expect(page.locator("#said")).to_have_text("Escriba un código y pulse Intro.")
