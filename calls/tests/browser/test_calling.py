"""One caller, one phone: taps, results, undo, households."""

import pytest
from playwright.sync_api import expect


def name(page):
    return page.locator("#name")


def tap(page, result):
    """A result, also one behind the line of rare ones."""
    if not page.locator(f"#result-{result}").is_visible():
        page.locator("#more").click()
    page.locator(f"#result-{result}").click()


@pytest.fixture
def sent(saved):
    """`sent(office, page, n)` -> what the office has, once the screen says that it has n results."""

    def results(office, page, n: int) -> dict[int, str]:
        saved(page, n)
        return office.results()

    return results


def test_one_tap_is_saved_and_next_only_moves_on(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    expect(name(page)).to_have_text("Rosa Delgado-Nguyễn")
    page.locator("#result-not_home").click()
    expect(page.locator("#last")).to_have_text("Rosa and Hector: No answer, saved.")
    assert sent(office, page, 2) == {1: "not_home", 2: "not_home"}
    page.locator("#next").click()
    expect(name(page)).to_have_text("Henry Okafor")
    assert len(office.standing()) == 2


def test_the_script_branches_and_is_read_in_the_voters_language(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    expect(page.locator(".aloud")).to_contain_text("Hola, ¿hablo con Rosa? Me llamo Sam")
    page.locator("#answer-hello-yes").click()
    when = "¿A qué hora irá? Le toca votar en Hillside High School."
    expect(page.locator(".ask").nth(1)).to_have_text(when)
    page.locator("#script-en").click()
    page.locator("#answer-when-ride").click()
    page.locator("#next").click()
    page.get_by_role("button", name="Wasn’t there").click()
    expect(name(page)).to_have_text("Henry Okafor")
    assert sent(office, page, 2) == {1: "contacted", 2: "not_home"}
    talked = next(e for e in office.standing() if e["voter"] == 1)
    assert talked["answers"] == {"hello": "yes", "when": "ride"}
    assert [r["voter"] for r in office.standing("ride_request")] == [1]


def test_another_answer_before_it_was_sent_replaces_the_first(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#answer-hello-yes").click()
    page.locator("#answer-when-ride").click()
    expect(page.locator("#answer-when-ride")).to_have_attribute("aria-pressed", "true")
    page.locator("#answer-hello-voted").click()
    expect(page.locator(".ask")).to_have_count(1)
    assert sent(office, page, 1) == {1: "already_voted"}
    assert office.standing("correction") == [] and office.standing("ride_request") == []


def test_a_different_result_after_it_was_sent_asks_and_corrects(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#result-not_home").click()
    sent(office, page, 2)
    page.locator("#answer-hello-no").click()
    expect(page.get_by_role("dialog")).to_contain_text("“No answer” was already sent for Rosa.")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "true")
    page.locator("#answer-hello-no").click()
    page.get_by_role("button", name="Yes, correct it").click()
    expect(page.locator("#answer-hello-no")).to_have_attribute("aria-pressed", "true")
    page.locator("#next").click()
    expect(name(page)).to_have_text("Henry Okafor")
    assert sent(office, page, 2) == {1: "contacted", 2: "not_home"}


def test_undo_brings_the_last_voter_back(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#result-not_home").click()
    sent(office, page, 2)
    page.locator("#next").click()
    expect(name(page)).to_have_text("Henry Okafor")
    page.locator("#undo").click()
    expect(name(page)).to_have_text("Rosa Delgado-Nguyễn")
    expect(page.locator("#call")).to_have_count(0)  # the office may have given the number on
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "false")
    tap(page, "busy")
    assert sent(office, page, 2) == {1: "busy", 2: "busy"}
    page.locator("#next").click()
    expect(name(page)).to_have_text("Henry Okafor")


def test_undo_before_it_was_sent_leaves_no_trace(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#result-not_home").click()
    page.locator("#undo").click()
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#call")).to_be_visible()
    tap(page, "refused")
    assert sent(office, page, 1) == {1: "refused"}
    assert len(office.entries) == 1


def test_destructive_results_ask_once_more_and_say_whom_they_affect(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    tap(page, "wrong_number")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("(919) 555-0100 will not be called again for Rosa and Hector.")
    page.keyboard.press("Escape")
    expect(page.locator("#result-wrong_number")).to_have_attribute("aria-pressed", "false")
    tap(page, "deceased")
    expect(dialog).to_contain_text("Rosa will be taken off all lists")
    dialog.get_by_role("button", name="Yes, deceased").click()
    assert sent(office, page, 1) == {1: "deceased"}


def test_a_call_back_is_promised_in_the_voters_day(fake_office, caller, sent):
    office = fake_office()
    page = caller(office, timezone_id="America/Los_Angeles")
    page.locator("#result-call_back").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Times where they live")
    dialog.locator(".row button").first.click()
    expect(page.locator("#last")).to_have_text("Rosa: Call back, saved.")
    assert sent(office, page, 1) == {1: "call_back"}
    assert office.standing()[0]["callback_at"] > office.standing()[0]["seen_at"]


def test_next_without_a_result_asks_and_skips_with_a_reason(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#next").click()
    page.get_by_role("dialog").get_by_role("button", name="Skip").click()
    page.get_by_role("button", name="I know them").click()
    expect(name(page)).to_have_text("Henry Okafor")
    assert sent(office, page, 2) == {1: "skipped", 2: "skipped"}
    assert {e["note"] for e in office.standing()} == {"know_them"}


def test_a_ride_and_a_word_to_the_help_desk(fake_office, caller, sent):
    office = fake_office()
    page = caller(office)
    page.locator("#more").click()
    page.locator("#ride").click()
    page.locator("#text").fill("At ten, wheelchair")
    page.get_by_role("button", name="Ask for the ride").click()
    expect(page.locator("#ride")).to_have_text("Ride asked for ✓")
    page.locator("#tell").click()
    page.locator("#text").fill("The script is too long")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#notices")).to_contain_text("The help desk has it")
    page.locator("#result-not_home").click()
    sent(office, page, 2)
    assert office.standing("ride_request")[0]["note"] == "At ten, wheelchair"
    told = office.standing("tell_us")[0]
    assert told["text"] == "The script is too long" and "voter" not in told["screen"]
    assert "Rosa" not in str(told) and "555" not in str(told)


def test_practice_sends_nothing_and_dials_nobody(fake_office, caller):
    office = fake_office()
    page = caller(office)
    expect(page.locator("#call")).to_be_visible()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_contain_text("Nothing dials, nothing is sent")
    expect(page.locator(".practice-mark")).to_be_in_viewport()  # #practice was far below
    expect(name(page)).to_have_text("Pat Example")
    page.locator("#call").click()
    expect(page.locator("#notices")).to_contain_text("In practice nothing dials")
    for _voter in range(4):
        page.locator("#result-left_message").click()
        page.locator("#next").click()
    expect(name(page)).to_have_text("That was the last invented voter")
    page.locator("#leave").click()
    expect(name(page)).to_have_text("Rosa Delgado-Nguyễn")
    assert office.entries == {}


def test_pausing_takes_no_more_voters(fake_office, caller):
    office = fake_office()
    page = caller(office)
    page.locator("#pause").click()
    expect(name(page)).to_have_text("Paused")
    page.locator("#resume").click()
    expect(name(page)).to_have_text("Rosa Delgado-Nguyễn")


def test_keys_do_it_all(fake_office, caller, sent):
    office = fake_office()
    page = caller(office, viewport={"width": 1280, "height": 800})
    expect(name(page)).to_have_text("Rosa Delgado-Nguyễn")
    page.keyboard.press("1")
    page.keyboard.press("3")
    expect(page.locator("#answer-when-work")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Wasn’t there").press("Enter")
    expect(name(page)).to_have_text("Henry Okafor")
    page.keyboard.press("n")
    expect(page.locator("#last")).to_have_text("Henry: No answer, saved.")
    page.keyboard.press("u")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    expect(name(page)).to_have_text("Ana Smith")
    assert sent(office, page, 3) == {1: "contacted", 2: "not_home", 11: "left_message"}


def test_keys_can_be_switched_off_and_tab_still_reaches_all(fake_office, caller):
    office = fake_office()
    page = caller(office, viewport={"width": 1280, "height": 800})
    page.locator("#keys").click()
    page.get_by_role("button", name="Keys off").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "false")
    page.locator("#name").focus()
    reached = []
    for _step in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    order = ["call", "voter-1", "answer-hello-yes", "result-not_home", "more", "pause", "next"]
    assert [i for i in reached if i in order] == order
