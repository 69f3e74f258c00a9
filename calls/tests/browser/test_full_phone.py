"""What the disk and the wire refuse: too much at once, a tap cut off, a full phone. In a real browser, because
it is IndexedDB's own promises that these rest on."""

import pytest
from playwright.sync_api import expect

ROSA, HENRY, ANA = "Rosa Delgado-Nguyễn", "Henry Okafor", "Ana Smith"

BREAK_SECOND = """name => {
    const put = IDBObjectStore.prototype.put;
    let entries = 0;
    IDBObjectStore.prototype.put = function (...what) {
        if (this.name === "entries" && ++entries === 2) throw new DOMException("cut off", name);
        return put.apply(this, what);
    };
    globalThis.mend = () => (IDBObjectStore.prototype.put = put);
}"""
KEPT = """() => new Promise((done) => {
    const opening = indexedDB.open("fieldoffice");
    opening.onsuccess = () => {
        const asked = opening.result.transaction("entries").objectStore("entries").getAll();
        asked.onsuccess = () => {
            opening.result.close();
            done(asked.result.map((e) => [e.body.voter, e.body.result, e.state]));
        };
    };
})"""


def call_some(page, names):
    for name in names:
        expect(page.locator("#name")).to_have_text(name)
        page.locator("#result-not_home").click()
        page.locator("#next").click()


def test_what_is_too_much_at_once_is_sent_in_parts(fake_office, caller, kept):
    office = fake_office(in_hand=6)
    page = caller(office)
    kept(page)
    expect(page.locator("#name")).to_have_text(ROSA)
    office.goes_away()
    call_some(page, [ROSA, HENRY, ANA])
    page.locator("#tell").click()
    page.locator("dialog textarea").fill("x" * 1900)
    page.locator("dialog .primary").click()
    expect(page.locator("#saved")).to_contain_text("5 waiting on this phone")
    office.largest = 700  # two results, or none of what was told
    office.opens()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#saved")).to_contain_text("✓ 4 saved · 1 result could not be sent")
    assert office.results() == {1: "not_home", 2: "not_home", 11: "not_home", 21: "not_home"}
    assert office.too_large == sorted(office.too_large, reverse=True) and office.too_large[-1] == 1
    states = [state for _voter, _result, state in page.evaluate(KEPT)]
    assert states.count("stuck") == 1  # set aside, not thrown away


@pytest.mark.parametrize("why", ["AbortError", "QuotaExceededError"])
def test_a_tap_that_cannot_be_saved_leaves_no_half_of_it_and_says_so(fake_office, caller, kept, saved, why):
    office = fake_office(in_hand=6)
    office.free.insert(1, office.free.pop(0))  # Henry first, then the household
    page = caller(office)
    kept(page)
    expect(page.locator("#name")).to_have_text(HENRY)
    office.goes_away()
    call_some(page, [HENRY])
    expect(page.locator("#name")).to_have_text(ROSA)
    page.evaluate(BREAK_SECOND, why)  # a household of two is one tap and two entries
    page.locator("#result-not_home").click()
    expect(page.locator("#notices")).to_contain_text("This phone could not save that. Free some space")
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(KEPT) == [[11, "not_home", "unsent"]]
    page.evaluate("() => mend()")
    page.locator("#result-not_home").click()
    expect(page.locator("#result-not_home")).to_have_attribute("aria-pressed", "true")
    office.opens()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page, 3)
    assert office.results() == {1: "not_home", 2: "not_home", 11: "not_home"}
