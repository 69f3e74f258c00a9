"""What the office switches off while somebody is watching: said in plain words, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from lib.testing.waiting import until

DEVICES = {
    "phone": {},
    "desk": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "español": {"locale": "es-MX"},
}
EVERYTHING = (
    "polls.list polls.lines polls.photos polls.turned_away polls.rides polls.practice people.tell_us".split()
)


@pytest.fixture
def watching(fake_office, watcher):
    """`watching(**device)` -> (office, page) of a watcher who hears of the office at once."""

    def start(**device):
        office = fake_office()
        page = watcher(office, **device)
        office.wait_for_live()
        return office, page

    return start


def sent(page, n):
    expect(page.locator("#saved")).to_have_text(f"✓ {n} saved", timeout=15_000)


def test_the_list_gives_way_to_code_and_name(watching):
    office, page = watching()
    page.locator("#choose-list").click()
    page.locator(".voter[data-state=open]").first.click()
    office.switch_off("polls.list")
    expect(page.locator("#finding")).to_contain_text("The list is switched off for now")
    page.locator("#choose-code").click()
    expect(page.locator("#digits")).to_be_visible()
    sent(page, 1)
    assert len(office.struck_codes()) == 1
    page.locator("#choose-list").click()
    expect(page.locator("#finding")).to_contain_text("Find voters by code or by name")
    office.switch_off()
    expect(page.locator(".voter").first).to_be_visible()


def test_line_reports_give_way_and_one_made_before_is_still_sent(watching):
    office, page = watching()
    page.locator("#to-report").click()
    page.locator("#line-15").click()
    office.switch_off("polls.lines")
    expect(page.locator("main")).to_contain_text("Line reports are switched off for now")
    expect(page.locator("#line-15")).to_have_count(0)
    sent(page, 1)
    assert [e["minutes"] for e in office.standing("line_report")] == [15]
    expect(page.locator("#polls-opened")).to_be_visible()


def test_a_photo_that_was_added_goes_and_no_other_can_be(watching, browser):
    office, page = watching()
    page.locator("#to-report").click()
    page.locator("#open-incident").click()
    page.locator("#category-machine").click()
    picture = browser().new_page().screenshot()
    page.locator("#photo").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": picture})
    expect(page.locator("main")).to_contain_text("The photo is kept here")
    office.switch_off("polls.photos")
    expect(page.locator("label.pick")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("The photo is kept here")
    page.locator("#send").click()
    sent(page, 1)
    (report,) = office.standing("incident")
    until(lambda: report["photo"] in office.blobs)
    page.locator("#open-incident").click()
    expect(page.locator("main")).to_contain_text("Photos are switched off for now")


def test_who_was_turned_away_is_for_the_captain_and_a_half_written_report_is_sent(watching):
    office, page = watching()
    page.locator("#to-report").click()
    page.locator("#open-turned_away").click()
    page.locator("#reason-no_id").click()
    page.locator("#text").fill("Went home for it")
    office.switch_off("polls.turned_away")
    page.reload()
    expect(page.locator("#text")).to_have_value("Went home for it")
    page.locator("#send").click()
    sent(page, 1)
    assert office.standing("turned_away")[0]["text"] == "Went home for it"
    expect(page.locator("main")).to_contain_text("Call your captain about it at once")
    expect(page.locator("#open-turned_away")).to_have_count(0)
    expect(page.locator("#open-not_on_list")).to_be_visible()


def test_rides_are_for_the_captain_whose_number_is_there(watching):
    office, page = watching()
    office.switch_off("polls.rides", "polls.turned_away")
    page.locator("#choose-name").click()
    page.locator("#letters").fill("chen")
    page.locator(".more").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Rides: switched off on this screen for now")
    expect(dialog.locator(".captain")).to_have_attribute("href", "tel:+19195550100")
    expect(page.get_by_role("button", name="Wants a ride…")).to_have_count(0)
    page.get_by_role("button", name="Strike off").last.click()
    sent(page, 1)
    assert len(office.struck_codes()) == 1


def test_practice_is_refused_in_words_and_who_practises_goes_on(watching):
    office, page = watching()
    page.locator("#to-post").click()
    page.locator("#practice").click()
    office.switch_off("polls.practice")
    expect(page.locator(".practice-mark")).to_be_visible()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_have_count(0)
    page.locator("#to-post").click()
    page.locator("#practice").click()
    expect(page.get_by_role("dialog")).to_contain_text("Practice is switched off for now")


def test_a_strike_is_taken_with_everything_off_by_code_and_by_name(watching):
    office, page = watching()
    office.switch_off(*EVERYTHING)
    page.locator("#choose-name").click()
    page.locator("#letters").fill("smi")
    page.locator(".voter[data-state=open]").first.click()
    expect(page.locator(".voter[data-state=struck]").first).to_be_visible()
    page.locator("#tell").click()
    expect(page.get_by_role("dialog")).to_contain_text("switched off for now")
    page.get_by_role("button", name="Back", exact=True).click()
    sent(page, 1)
    assert len(office.struck_codes()) == 1


def test_a_screen_lost_to_another_tab_while_practising_is_taken_back(watching):
    """The outbox at work is the one that sends, also while somebody practises."""
    office, page = watching()
    page.locator("#to-post").click()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{office.url}/polls/")
    other.locator("#take").click()
    expect(page.locator("#take")).to_be_visible()
    page.locator("#take").click()
    expect(page.locator(".practice-mark")).to_be_visible()
    expect(other.locator("#take")).to_be_visible()


def test_what_was_used_is_told_with_the_next_exchange(watching):
    office, page = watching()
    page.locator("#choose-list").click()
    page.locator("#to-report").click()
    page.locator("#line-0").click()
    page.locator("#line-5").click()
    sent(page, 2)
    page.evaluate("dispatchEvent(new Event('online'))")

    def told(name):
        return sum(batch.get("uses", {}).get(name, 0) for batch in office.batches)

    until(lambda: told("polls.lines") == 2 and told("polls.list") == 1)


@pytest.mark.parametrize("device", DEVICES)
def test_each_word_about_it_is_readable_and_accessible(watching, axe, device):
    office, page = watching(**DEVICES[device])
    office.switch_off(*EVERYTHING)
    page.locator("#choose-list").click()
    expect(page.locator("#finding .note")).to_be_visible()
    assert axe(page) == []
    page.locator("#choose-name").click()
    page.locator("#letters").fill("chen")
    page.locator(".more").first.click()
    expect(page.get_by_role("dialog").locator(".note")).to_have_count(2)
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator("#to-report").click()
    expect(page.locator("main .note")).to_have_count(2)
    assert axe(page) == []
