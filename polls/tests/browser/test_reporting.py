"""What a watcher reports besides strikes, and what is half written when the phone goes."""

import hashlib

import pytest
from playwright.sync_api import expect

from lib import pictures

PHOTO = """async () => {
    const canvas = new OffscreenCanvas(2400, 1200);
    const pen = canvas.getContext("2d");
    for (let at = 0; at < 2400; at += 7) { pen.fillStyle = `hsl(${at} 80% 50%)`; pen.fillRect(at, at % 900, 90, 300); }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 1 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
}"""


@pytest.fixture
def photo(browser) -> bytes:
    """A large photo, with where it was taken in its metadata."""
    page = browser().new_page()
    page.goto("about:blank")
    plain = bytes(page.evaluate(PHOTO))
    exif = b"Exif\0\0 35.9940 N 78.8986 W, Sam's phone"
    return plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif + plain[2:]


def sent(page, n):
    expect(page.locator("#saved")).to_have_text(f"✓ {n} saved", timeout=15_000)


def test_the_line_and_the_doors_in_one_tap_each(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#to-report").click()
    for minutes in (0, 60):
        page.locator(f"#line-{minutes}").click()
        expect(page.locator(f"#line-{minutes}")).to_have_attribute("aria-pressed", "true")
    page.locator("#polls-not_open").click()
    sent(page, 3)
    assert [(e["place"], e["minutes"]) for e in office.standing("line_report")] == [(7, 0), (7, 60)]
    assert [(e["place"], e["what"]) for e in office.standing("polls_report")] == [(7, "not_open")]


def test_turned_away_is_a_case_and_no_strike(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#choose-name").click()
    page.locator("#letters").fill("chen walter")
    page.locator(".more").first.click()
    page.get_by_role("button", name="Was turned away…").click()
    page.locator("#send").click()
    expect(page.locator("#notices")).to_contain_text("Tap why first")
    page.locator("#reason-no_id").click()
    page.locator("#text").fill("Went home for it")
    page.locator("#send").click()
    sent(page, 1)
    (case,) = office.standing("turned_away")
    told = {key: case[key] for key in ("place", "precinct", "code", "reason", "text")}
    assert told == {"place": 7, "precinct": 1, "code": "13", "reason": "no_id", "text": "Went home for it"}
    assert office.standing("strike") == []


def test_not_on_the_list_and_a_ride(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#to-report").click()
    page.locator("#open-not_on_list").click()
    page.locator("#text").fill("Ida Gray, 9 Elm Street; got a provisional ballot")
    page.locator("#send").click()
    page.locator("#to-strike").click()
    for digit in "21":
        page.locator(f"#key-{digit}").click()
    page.locator("#meant .more").click()
    page.get_by_role("button", name="Wants a ride…").click()
    page.locator("#text").fill("After four, two of them")
    page.locator("#send").click()
    sent(page, 2)
    assert office.standing("not_on_list")[0]["text"].startswith("Ida Gray")
    (ride,) = office.standing("ride_request")
    assert (ride["precinct"], ride["code"], ride["note"]) == (1, "21", "After four, two of them")


def test_a_photo_leaves_its_metadata_on_the_phone_and_goes_in_pieces(fake_office, watcher, photo):
    office = fake_office()
    page = watcher(office)
    page.locator("#to-report").click()
    page.locator("#open-incident").click()
    page.locator("#category-machine").click()
    page.locator("#photo").set_input_files({"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(page.get_by_text("✓ The photo is kept here")).to_be_visible()
    page.locator("#text").fill("Scanner 2 is down")
    page.locator("#send").click()
    expect(page.locator("#saved")).to_contain_text("✓ 1 saved", timeout=15_000)
    page.evaluate("dispatchEvent(new Event('online'))")
    sent(page, 1)
    (incident,) = office.standing("incident")
    assert (incident["category"], incident["text"]) == ("machine", "Scanner 2 is down")
    blob = office.blobs[incident["photo"]]
    assert hashlib.sha256(blob).hexdigest() == incident["photo"]
    assert pictures.kind_of_plain(blob) == pictures.JPEG and b"35.9940" not in blob
    assert len(blob) < len(photo) / 2


def test_no_photo_where_none_is_allowed(fake_office, watcher):
    page = watcher(fake_office(photos=False, phones_inside=False))
    page.locator("#to-report").click()
    page.locator("#open-incident").click()
    expect(page.locator("main")).to_contain_text("No photos at this polling place.")
    expect(page.locator("#photo")).to_have_count(0)


def test_a_word_to_the_help_desk_names_no_voter(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    for digit in "13":
        page.locator(f"#key-{digit}").click()
    page.locator("#tell").click()
    page.locator("#text").fill("The keys are small")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#notices")).to_contain_text("The help desk has it")
    page.locator("#strike").click()
    sent(page, 1)
    (told,) = office.standing("tell_us")
    assert told["screen"]["room"] == "polls" and "CHEN" not in str(told)


def test_practice_sends_nothing(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#to-post").click()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_contain_text("Nothing is sent")
    for digit in "13":
        page.locator(f"#key-{digit}").click()
    page.locator("#strike").click()
    expect(page.locator("#last")).to_contain_text("✓ 13 EXAMPLE, PAT")
    page.locator("#to-report").click()
    page.locator("#line-30").click()
    page.locator("#practice").click()
    expect(page.locator("#to-strike")).to_be_visible()
    page.locator("#to-strike").click()
    expect(page.locator("#top")).to_contain_text("Hillside High School")
    assert office.entries == {}
