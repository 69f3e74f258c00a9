"""Crossing off, by every way there is; each tap is kept, and can be undone."""

import re

from playwright.sync_api import expect

CODE = re.compile(r"\d+")


def type_code(page, code):
    for digit in code:
        page.locator(f"#key-{digit}").click()


def sent(page, n):
    expect(page.locator("#saved")).to_have_text(f"✓ {n} saved", timeout=15_000)


def row(page, name):
    return page.locator(".voter", has_text=name).first


def test_a_code_shows_who_it_is_and_one_tap_strikes(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    type_code(page, "13")
    expect(page.locator("#meant .name")).to_have_text("CHEN, WALTER B")
    page.get_by_role("button", name="Strike off 13").click()
    expect(page.locator("#last")).to_contain_text("✓ 13 CHEN, WALTER B")
    expect(page.locator("#digits")).to_have_value("")
    sent(page, 1)
    assert [(e["precinct"], e["code"]) for e in office.standing("strike")] == [(1, "13")]
    type_code(page, "13")
    expect(page.locator("#hint")).to_have_text("Already crossed off.")
    page.locator("#strike").click()
    assert len(office.standing("strike")) == 1


def test_houdini_a_slip_in_a_code_is_caught_at_once_and_kindly(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    type_code(page, "14")  # the code is 13
    expect(page.locator("#meant li")).to_have_count(0)
    page.locator("#strike").click()
    expect(page.locator("#hint")).to_contain_text("14 is no code: one digit is off, or two are swapped")
    page.locator("#key-back").click()
    type_code(page, "3")
    expect(page.locator("#hint")).to_have_text("")
    expect(page.locator("#meant li")).to_have_count(1)
    page.locator("#key-clear").click()
    type_code(page, "998")  # as long as the longest code here: told without a tap
    expect(page.locator("#hint")).to_contain_text("998 is no code")
    assert office.entries == {}


def test_three_letters_find_a_name_and_a_tap_on_it_strikes(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#choose-name").click()
    page.locator("#letters").fill("nguyen")
    expect(page.locator("#hint")).to_have_text("3 voters")
    chosen = page.locator(".voter").nth(1)
    code = CODE.search(chosen.inner_text().split("\n")[-1])[0]
    chosen.click()
    expect(chosen).to_contain_text("voted")
    sent(page, 1)
    assert office.struck_codes() == [code]
    page.locator("#letters").fill("zz")
    expect(page.locator("#hint")).to_contain_text("Nobody on this list")


def test_the_list_runs_along_the_streets_and_holds_few_rows(fake_office, watcher):
    office = fake_office(voters=3000)
    page = watcher(office)
    page.locator("#choose-list").click()
    expect(page.locator(".voter").first).to_contain_text("2 Alder Court")
    page.locator("#street").select_option(label="Dogwood Drive")
    expect(page.locator(".voter:visible", has_text="Dogwood Drive").first).to_be_visible()
    assert page.locator(".rows li").count() < 40
    page.locator(".voter", has_text="3604 Dogwood Drive").click()
    expect(page.locator("#last")).to_contain_text("18022")
    sent(page, 1)
    assert office.struck_codes() == ["18022"]


def test_several_precincts_at_one_table(fake_office, watcher):
    office = fake_office(precincts=2)
    page = watcher(office)
    type_code(page, "21")
    expect(page.locator("#meant li")).to_have_count(2)
    page.locator("#strike").click()  # which of the two is not guessed
    assert page.locator("#digits").input_value() == "21"
    page.locator("#meant .voter", has_text="30-2").click()
    expect(page.locator("#last")).to_contain_text("✓ 21")
    page.locator("#precinct").select_option(label="30-1")
    type_code(page, "21")
    expect(page.locator("#meant li")).to_have_count(1)
    page.locator("#strike").click()
    sent(page, 2)
    assert sorted((e["precinct"], e["code"]) for e in office.standing("strike")) == [(1, "21"), (2, "21")]


def test_struck_ones_are_crossed_and_the_last_ones_can_be_undone(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#choose-list").click()
    expect(row(page, "8 Alder Court")).to_have_attribute("data-state", "struck")  # an early ballot
    for address in ("2 Alder Court", "4 Alder Court", "6 Alder Court"):
        row(page, address).click()
        expect(row(page, address)).to_have_attribute("data-state", "struck")
    page.locator("#undo").click()
    expect(row(page, "6 Alder Court")).to_have_attribute("data-state", "open")
    sent(page, 2)
    page.locator("#undo").click()
    expect(row(page, "4 Alder Court")).to_have_attribute("data-state", "open")
    sent(page, 1)
    assert office.struck_codes() == ["13"] and len(office.standing("correction")) == 1


def test_a_tap_on_a_struck_one_asks(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#choose-list").click()
    row(page, "8 Alder Court").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Not on this phone")
    dialog.get_by_role("button", name="Back").click()
    row(page, "2 Alder Court").click()
    expect(row(page, "2 Alder Court")).to_have_attribute("data-state", "struck")
    row(page, "2 Alder Court").click()
    dialog.get_by_role("button", name="Yes, take it back").click()
    expect(row(page, "2 Alder Court")).to_have_attribute("data-state", "open")
    assert office.standing("strike") == []


def test_what_the_office_says_of_a_strike_is_told_in_words(fake_office, watcher):
    office = fake_office()
    answers = {"13": ("refused", "not_your_precinct", ""), "21": ("waiting", "too_fast", "")}
    office.verdict = lambda entry: answers.get(entry.get("code"))
    page = watcher(office)
    page.locator("#choose-list").click()
    row(page, "2 Alder Court").click()
    row(page, "4 Alder Court").click()
    notices = page.locator("#notices")
    expect(notices).to_contain_text("Not accepted: 13 CHEN, WALTER B.", timeout=15_000)
    expect(notices).to_contain_text("Waits for your captain: 21 SMITH, RUTH C.")
    expect(row(page, "2 Alder Court")).to_contain_text("not accepted")
    expect(row(page, "4 Alder Court")).to_contain_text("captain looks")


def test_keys_do_it_all(fake_office, watcher):
    office = fake_office()
    page = watcher(office, viewport={"width": 1280, "height": 800})
    expect(page.locator("#digits")).to_be_focused()
    page.keyboard.type("13")
    expect(page.locator("#meant li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#last")).to_contain_text("✓ 13")
    page.locator("#choose-name").press("Enter")
    page.keyboard.type("smi")
    expect(page.locator("#hint")).to_have_text("4 voters")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".voter").nth(1)).to_have_attribute("data-state", "struck")
    page.locator("#choose-list").press("Enter")
    page.locator("#street").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_contain_text("address protected")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Was turned away…")
    page.keyboard.press("Escape")
    sent(page, 2)
