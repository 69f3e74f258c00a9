"""A watcher's day, named for what went wrong on the days of 2008 and 2012 (ORCA, Houdini): none of it may again."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lib.testing.waiting import until

STORES = """async () => {
    const open = (name) => new Promise((done) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result);
    });
    const all = (db, store) => new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
    });
    const kept = { sealed: [], keys: [], text: "", exported: [] };
    for (const { name } of await indexedDB.databases()) {
        const db = await open(name);
        for (const store of db.objectStoreNames) {
            for (const value of await all(db, store)) {
                if (store === "keys" && value instanceof CryptoKey) {
                    kept.keys.push(value.algorithm.name);
                    kept.exported.push(await crypto.subtle.exportKey("raw", value).then(() => "out", () => "refused"));
                } else if (store === "sealed") {
                    kept.sealed.push(value.bytes.byteLength);
                    kept.text += new TextDecoder("latin1").decode(value.bytes);
                } else kept.text += JSON.stringify(value);
            }
        }
        db.close();
    }
    return kept;
}"""


FAST = 60  # ms between keystrokes: three times as fast as good typists


def type_code(page, code):
    for digit in code:
        page.locator(f"#key-{digit}").click()


def strike(page, code):
    type_code(page, code)
    page.locator("#strike").click()
    expect(page.locator("#last")).to_contain_text(f"✓ {code} ")


def saved(page, text):
    expect(page.locator("#saved")).to_have_text(text, timeout=15_000)


def back_online(page):
    page.evaluate("dispatchEvent(new Event('online'))")


def test_orca_from_the_link_to_the_first_strike_nothing_is_in_the_way(fake_office, browser):
    """Their volunteers were sent passwords that did not work. Here are a name, a number, and three taps."""
    office = fake_office()
    page = browser().new_page()
    page.goto(f"{office.url}/join/abc")
    assert page.locator("input[type=password]").count() == 0
    page.locator("#name").fill("Sam Rivera")
    page.locator("#phone").fill("919-555-0177")
    page.locator("#join [type=submit]").click()
    expect(page.locator("#name")).to_have_text("Before you go in")
    page.locator("#begin").click()
    strike(page, "13")
    saved(page, "✓ 1 saved")


def test_orca_no_certificate_missing_what_to_bring_is_told_first(fake_office, watcher):
    page = watcher(fake_office(phones_inside=False, paper_inside=True), begin=False)
    for told in ("Hillside High School", "30-1", "Polls open", "Your watcher’s certificate, signed"):
        expect(page.locator("main")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text("Paper inside, runner outside")
    page.get_by_label("A photo ID").check()
    page.get_by_label("A charged phone").check()
    page.reload()
    expect(page.get_by_label("A photo ID")).to_be_checked()
    expect(page.locator("#captain a")).to_have_attribute("href", "tel:+19195550100")


def test_orca_ninety_minutes_without_the_office_lose_nothing(fake_office, watcher, kept):
    """The site was down for 90 minutes. Here the phone is killed in them, too, and all of it counts once."""
    office = fake_office()
    page = watcher(office)
    kept(page)
    office.goes_away()
    strike(page, "13")
    context = page.context
    page.close()
    page = context.new_page()
    page.clock.install()
    page.goto(f"{office.url}/polls/")
    page.locator("#to-report").click()
    page.locator("#line-30").click()
    page.clock.fast_forward("01:30:00")
    page.locator("#to-strike").click()
    expect(page.locator("#digits")).to_be_visible()
    strike(page, "21")
    expect(page.locator("#saved")).to_contain_text("3 waiting on this phone, safe here")
    office.opens()
    back_online(page)
    saved(page, "✓ 3 saved")
    assert office.struck_codes() == ["13", "21"] and len(office.entries) == 3
    back_online(page)
    assert len(office.entries) == 3


@pytest.mark.parametrize("where", ["code", "name", "incident"])
def test_orca_a_crash_mid_entry_loses_at_most_a_keystroke(fake_office, watcher, where):
    """A phone that crashed had wiped what was half entered."""
    office = fake_office()
    page = watcher(office)
    field, typed = {
        "code": ("#digits", "13"),
        "name": ("#letters", "NGU"),
        "incident": ("#text", "Scanner 2 is d"),
    }[where]
    if where == "code":
        type_code(page, typed)
    elif where == "name":
        page.locator("#choose-name").click()
        page.locator(field).press_sequentially(typed, delay=FAST)
    else:
        page.locator("#to-report").click()
        page.locator("#open-incident").click()
        page.locator("#category-machine").click()
        page.locator(field).press_sequentially(typed, delay=FAST)
    context = page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(f"{office.url}/polls/")
    expect(page.locator(field)).to_be_visible()
    assert typed.startswith(page.locator(field).input_value())
    assert len(typed) - len(page.locator(field).input_value()) <= 1
    if where == "incident":
        expect(page.locator("#category-machine")).to_have_attribute("aria-pressed", "true")


def test_houdini_a_flooded_line_is_no_way_in_or_out(fake_office, watcher, kept):
    """Typed codes went by a hotline that broke. Here a busy office makes nobody wait."""
    office = fake_office()
    page = watcher(office)
    kept(page)
    saved(page, "✓ 0 saved")
    office.busy = 600
    for code in ("13", "21", "37"):
        strike(page, code)
    expect(page.locator("#saved")).to_contain_text("3 waiting on this phone", timeout=15_000)
    office.busy = None
    back_online(page)
    saved(page, "✓ 3 saved")


def test_the_list_is_sealed_and_its_key_does_not_come_out(fake_office, watcher):
    page = watcher(fake_office())
    page.locator("#choose-name").click()
    page.locator("#letters").fill("CHEN")
    expect(page.locator(".voter").first).to_be_visible()
    found = page.evaluate(STORES)
    assert found["keys"] == ["AES-GCM"] and found["exported"] == ["refused"]
    assert len(found["sealed"]) >= 2
    for plain in ("CHEN", "Alder", "WALTER"):
        assert plain not in found["text"]


def gone(page):
    expect(page.locator(".voter")).to_have_count(0)
    found = page.evaluate(STORES)
    assert (found["keys"], found["sealed"]) == ([], [])


def test_signing_out_wipes_the_list_and_still_sends_what_waits(fake_office, watcher, kept):
    office = fake_office()
    page = watcher(office)
    kept(page)
    office.goes_away()
    strike(page, "13")
    page.locator("#to-post").click()
    page.locator("#sign-out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 tap is not sent yet. It stays here, without any name")
    dialog.get_by_role("button", name="Sign out").click()
    expect(page.locator("#name")).to_have_text("You need a link to watch")
    expect(page.locator("#saved")).to_contain_text("1 on its way")
    gone(page)
    office.opens()
    back_online(page)
    until(lambda: office.struck_codes() == ["13"])


def test_a_withdrawn_link_wipes_the_list_and_names_the_captain(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    office.shut.update(office.devices)
    type_code(page, "13")
    page.locator("#strike").click()
    expect(page.locator("#name")).to_have_text("This link no longer works", timeout=15_000)
    expect(page.locator("#captain a")).to_contain_text("Maya Stone: (919) 555-0100")
    gone(page)


def test_three_hours_after_the_polls_close_the_list_is_gone(fake_office, watcher, kept):
    office = fake_office()
    office.left = timedelta(hours=2)
    page = watcher(office)
    kept(page)
    office.goes_away()
    strike(page, "13")
    context = page.context
    page.close()
    page = context.new_page()
    page.clock.install()
    page.goto(f"{office.url}/polls/")
    expect(page.locator("#digits")).to_be_visible()
    page.clock.fast_forward("02:01:00")
    expect(page.locator("#name")).to_have_text("The polls have closed. Thank you!", timeout=15_000)
    gone(page)
    office.left = timedelta(0)
    office.opens()
    back_online(page)
    saved(page, "✓ 1 saved")


def test_a_clock_that_is_set_back_keeps_the_list(fake_office, watcher, kept):
    """A phone whose clock was a day ahead is put right by the network at noon."""
    office = fake_office()
    page = watcher(office)
    kept(page)
    office.goes_away()
    page.evaluate("const now = Date.now; Date.now = () => now() - 24 * 3600e3")
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    strike(page, "13")
    expect(page.locator("#digits")).to_be_visible()


def test_who_has_no_post_says_where_they_are(fake_office, watcher):
    office = fake_office(choose=True)
    page = watcher(office, begin=False)
    expect(page.locator("#name")).to_have_text("Where are you?")
    expect(page.locator("main")).to_contain_text("There already: Ben Okafor")
    page.get_by_role("button", name="Hillside High School").click()
    expect(page.locator("#name")).to_have_text("Before you go in", timeout=15_000)
    assert [e["post"] for e in office.standing("post_taken")] == [11]


def test_others_strikes_come_over_time(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    office.struck = [[1, 1]]
    page.locator("#to-post").click()
    page.locator("#again").click()
    page.locator("#to-strike").click()
    type_code(page, "13")
    expect(page.locator("#hint")).to_have_text("Already crossed off.", timeout=15_000)


def test_a_second_tab_shows_no_voter(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    second = page.context.new_page()
    second.goto(f"{office.url}/polls/")
    expect(second.locator("#name")).to_have_text("You have this open in another tab")
    second.locator("#take").click()
    expect(second.locator("#digits")).to_be_visible()
    expect(page.locator("#name")).to_have_text("You have this open in another tab")


def test_new_code_waits_until_nothing_is_half_typed(fake_office, watcher, kept):
    office = fake_office()
    page = watcher(office)
    kept(page)
    type_code(page, "1")
    page.evaluate("window.loadedBefore = true")
    office.build = "build-2"
    back_online(page)
    page.wait_for_function(
        "async () => Boolean((await navigator.serviceWorker.getRegistration('/polls/')).waiting)"
    )
    type_code(page, "3")
    expect(page.locator("#meant li")).to_have_count(1)
    assert page.evaluate("window.loadedBefore") is True
    page.locator("#strike").click()
    page.wait_for_function("window.loadedBefore === undefined")
    expect(page.locator("#last")).to_contain_text("✓ 13")


@pytest.mark.parametrize("path", ["/join/abc", "/polls/"])
def test_orca_an_address_without_https_says_what_to_ask_for(fake_office, chromium, path):
    """http did not lead to https, and nobody said so. (Where the office has a certificate it leads there itself.)"""
    office = fake_office()
    plain = chromium.new_context(service_workers="block")
    page = plain.new_page()
    page.route(
        "http://office.example/**",
        lambda route: route.fulfill(
            response=route.fetch(url=route.request.url.replace("http://office.example", office.url))
        ),
    )
    page.goto(f"http://office.example{path}")
    expect(page.locator("main")).to_contain_text("begins with https")
    page.unroute_all(behavior="wait")
    plain.close()


def test_the_next_person_on_a_phone_finds_nothing_of_the_first(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    strike(page, "13")
    type_code(page, "2")
    page.goto(f"{office.url}/join/abc")
    page.locator("#somebody").click()
    page.locator("#name").fill("Ben Okafor")
    page.locator("#phone").fill("919-555-0178")
    page.locator("#join [type=submit]").click()
    expect(page.locator("#name")).to_have_text("Before you go in")
    page.locator("#begin").click()
    expect(page.locator("#digits")).to_have_value("")
    expect(page.locator("#last")).to_have_text("")
    until(lambda: office.struck_codes() == ["13"])  # under the name of who tapped it


def test_a_link_withdrawn_during_practice_wipes_the_list_too(fake_office, watcher):
    office = fake_office()
    page = watcher(office)
    page.locator("#to-post").click()
    page.locator("#practice").click()
    expect(page.locator(".practice-mark")).to_be_visible()
    office.shut.update(office.devices)
    back_online(page)
    expect(page.locator("#name")).to_have_text("This link no longer works", timeout=15_000)
    gone(page)
