"""The page with the real office behind it: two callers, a strike, joining by link."""

import re

import pytest
from playwright.sync_api import expect


def recorded(office, made) -> dict[str, str]:
    """Voter's name → live result of that campaign's sheet."""
    rows = office.sql(
        "select v.first_name || ' ' || v.last_name, a.result from lists_attempt a"
        " join roll_voter v on v.id = a.voter_id where a.sheet_id = %s and a.withdrawn_by is null",
        made["sheet"],
    )
    return dict(rows)


def test_two_callers_at_once_never_have_the_same_number(own_office, campaign, join, saved):
    ana, ben = join(campaign, "Ana Lopez"), join(campaign, "Ben Okafor")
    numbers = {}
    for _call in range(4):
        for page in (ana, ben):
            number = page.locator("#call").get_attribute("href")
            assert number not in numbers, f"{number} was with two callers"
            numbers[number] = page.locator("#name").inner_text()
            page.locator("#result-not_home").click()
            page.locator("#next").click()
            expect(page.locator("#call")).not_to_have_attribute("href", number)
    for page in (ana, ben):
        saved(page, 4)
    found = recorded(own_office, campaign)
    assert {found[name] for name in numbers.values()} == {"not_home"}


def test_a_strike_reaches_the_open_screen_by_the_live_line(own_office, campaign, join):
    page = join(campaign)
    name = page.locator("#name").inner_text()
    expect(page.locator("html[data-live=on]")).to_have_count(1)
    code = f"from lib import door; door.enter('strike', {{'voter': {campaign['voters'][name]}}})"
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    own_office.run("manage", "shell", "--no-imports", "-c", code)
    expect(page.locator("main")).to_contain_text(f"{name} has voted. No need to call!")
    expect(page.locator("#call")).to_have_count(0)
    assert asked == []  # it came by the live line: no exchange was waited for


def test_an_undo_and_a_correction_are_understood(own_office, campaign, join, saved):
    page = join(campaign)
    name = page.locator("#name").inner_text()
    page.locator("#result-not_home").click()
    saved(page, 1)
    page.locator("#answer-hello-no").click()
    page.get_by_role("button", name="Yes, correct it").click()
    expect(page.locator("#answer-hello-no")).to_have_attribute("aria-pressed", "true")
    page.locator("#next").click()
    saved(page, 1)
    assert recorded(own_office, campaign)[name] == "contacted"
    page.locator("#undo").click()
    expect(page.locator("#name")).to_have_text(name)
    page.locator("#result-left_message").click()
    saved(page, 1)
    assert recorded(own_office, campaign)[name] == "left_message"
    expect(page.locator("#notices .notice")).to_have_count(0)


def test_asking_twice_joins_once_and_any_spelling_opens(own_office, campaign, join, browser):
    page = browser().new_page()
    page.goto(f"{own_office.url}{campaign['path'].lower().replace('/join/', '/JOIN/')}/.")
    page.locator("#name").fill("Vera Young")
    page.locator("#phone").fill("919.555.0178")
    page.route("**/JOIN/**", lambda route: (route.fetch(), route.abort()))  # the answer is lost
    page.locator("#join [type=submit]").click()
    expect(page.locator("#trouble")).to_contain_text("you will join only once")
    page.unroute("**/JOIN/**")
    page.locator("#join [type=submit]").click()
    page.wait_for_url("**/calls/")
    people = "select count(*) from crew_person where name = 'Vera Young'"
    assert own_office.sql(people) == [(1,)]
    page.goto(own_office.url + campaign["path"])
    expect(page.locator("#again")).to_contain_text("Welcome back, Vera Young")
    page.get_by_role("link", name="Go on calling").click()
    expect(page.locator("#call")).to_be_visible()


def test_a_wrong_link_is_told_before_anybody_types(own_office, page, axe):
    page.goto(f"{own_office.url}/join/NOSUCHCODE00")
    expect(page.locator("#refused")).to_contain_text("This link is not known")
    expect(page.locator("#join")).to_be_hidden()
    assert axe(page) == []


@pytest.mark.parametrize(("link", "why"), [("over", "has run out"), ("single", "as often as it may")])
def test_a_link_that_lets_nobody_in_says_whom_to_call(own_office, campaign, browser, axe, link, why):
    for name in ("Ada One", "Bea Two"):  # the first one uses up `single`
        page = browser().new_page()
        page.goto(own_office.url + campaign[link])
        page.locator("#join, #refused").and_(page.locator(":visible")).wait_for()
        if page.locator("#join").is_visible():
            page.locator("#name").fill(name)
            page.locator("#phone").fill("919-555-0179")
            page.locator("#join [type=submit]").click()
        if name == "Ada One" and link == "single":
            page.wait_for_url("**/calls/")
    expect(page.locator("main")).to_contain_text(why)
    expect(page.get_by_role("link", name="(919) 555-0100")).to_be_visible()
    assert axe(page) == []


def test_a_name_that_cannot_be_one_is_refused_in_words(own_office, campaign, page):
    page.goto(own_office.url + campaign["path"])
    page.locator("#name").fill("Sam")
    page.locator("#phone").fill("12")
    page.locator("#join [type=submit]").click()
    expect(page.locator("#trouble")).to_be_visible()
    expect(page).to_have_url(re.compile("/join/"))
    expect(page.locator("#join [type=submit]")).to_be_enabled()
