"""What the office switches off while somebody is calling: said in plain words, within seconds, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from lib.testing.waiting import until

DEVICES = {
    "phone": {},
    "desk": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "español": {"locale": "es-MX"},
}
EVERYTHING = "calls.next calls.reserve calls.script calls.practice people.tell_us".split()


@pytest.fixture
def calling(fake_office, caller):
    """`calling(**device)` -> (office, page) of a caller who hears of withdrawals at once."""

    def start(**device):
        office = fake_office()
        page = caller(office, **device)
        expect(page.locator("#call")).to_be_visible()
        office.wait_for_live()
        return office, page

    return start


def test_no_next_number_ends_with_the_call_and_goes_on_by_itself(calling, saved):
    office, page = calling()
    office.switch_off("calls.next")
    page.locator("#answer-hello-yes").click()
    page.locator("#next").click()
    page.get_by_role("button", name="Wasn’t there").click()
    expect(page.locator("#name")).to_have_text("Calling is stopped for now")
    expect(page.locator(".captain")).to_contain_text("Maya Stone")
    saved(page, 2)
    assert office.results() == {1: "contacted", 2: "not_home"}
    office.switch_off()
    expect(page.locator("#name")).to_have_text("Henry Okafor")


def test_the_script_stays_to_the_end_of_the_call_and_is_gone_with_the_next(calling, saved):
    office, page = calling()
    page.locator("#answer-hello-yes").click()
    office.switch_off("calls.script")
    page.locator("#answer-when-work").click()
    expect(page.locator("#answer-when-work")).to_have_attribute("aria-pressed", "true")
    page.locator("#next").click()
    page.get_by_role("button", name="Wasn’t there").click()
    expect(page.locator("#name")).to_have_text("Henry Okafor")
    expect(page.locator("#reading")).to_contain_text("The script is switched off for now")
    page.locator("#result-not_home").click()
    saved(page, 3)
    talked = next(e for e in office.standing() if e["voter"] == 1)
    assert talked["answers"] == {"hello": "yes", "when": "work"}
    office.switch_off()
    expect(page.locator(".aloud")).to_contain_text("Henry")


def test_practice_is_refused_in_words_and_who_practises_goes_on(calling):
    office, page = calling()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_be_visible()
    office.switch_off("calls.practice", "calls.next")
    page.locator("#result-not_home").click()
    page.locator("#next").click()
    expect(page.locator("#call")).to_be_visible()  # the next invented voter
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_have_count(0)
    page.locator("#practice").click()
    expect(page.get_by_role("dialog")).to_contain_text("Practice is switched off for now")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".practice-mark")).to_have_count(0)


def test_tell_us_answers_with_the_captain_and_what_is_half_written_still_goes(calling):
    office, page = calling()
    page.locator("#tell").click()
    page.locator("#text").fill("The list is too long")
    office.switch_off("people.tell_us")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#notices")).to_contain_text("Thank you")
    page.locator("#tell").click()
    expect(page.get_by_role("dialog")).to_contain_text("switched off for now")
    expect(page.get_by_role("dialog").locator(".captain")).to_have_attribute("href", "tel:+19195550100")
    until(lambda: [told["text"] for told in office.standing("tell_us")] == ["The list is too long"])


def test_a_result_is_taken_with_everything_off_and_after_a_reload(calling, saved, kept):
    office, page = calling()
    kept(page)
    office.switch_off(*EVERYTHING)
    page.locator("#result-left_message").click()
    expect(page.locator("#result-left_message")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("#result-left_message")).to_have_attribute("aria-pressed", "true")
    saved(page, 2)
    assert set(office.results().values()) == {"left_message"}


def test_a_late_reply_does_not_undo_what_came_live(calling):
    """The reply was written before the switch, and comes after it."""
    office, page = calling()
    office.switch_off("calls.practice")
    page.locator("#practice").click()
    expect(page.get_by_role("dialog")).to_contain_text("switched off")
    page.get_by_role("button", name="Back", exact=True).click()
    office.switched = {"as_of": 0, "off": []}
    before = len(office.batches)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: len(office.batches) > before)
    page.locator("#practice").click()
    expect(page.get_by_role("dialog")).to_contain_text("switched off")


def test_what_was_used_is_told_with_the_next_exchange_and_once(calling, saved):
    office, page = calling()
    page.locator("#answer-hello-no").click()
    page.locator("#next").click()
    page.get_by_role("button", name="Wasn’t there").click()
    saved(page, 2)
    page.evaluate("dispatchEvent(new Event('online'))")

    def told(name):
        return sum(batch.get("uses", {}).get(name, 0) for batch in office.batches)

    until(lambda: told("calls.next") == 2 and told("calls.script") == 1)


@pytest.mark.parametrize("device", DEVICES)
def test_each_word_about_it_is_readable_and_accessible(calling, axe, device):
    office, page = calling(**DEVICES[device])
    office.switch_off(*EVERYTHING)
    page.locator("#result-not_home").click()
    page.locator("#next").click()
    expect(page.locator("body")).to_have_attribute("data-state", "stopped")
    assert axe(page) == []
    page.locator("#tell").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
