"""A line of 400 kbit/s with 400 ms of latency: the page is asked for in two steps, and the time is told."""

import time

import pytest
from playwright.sync_api import expect

KBIT = 1000 / 8
BAD_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * KBIT,
    "uploadThroughput": 400 * KBIT,
}


@pytest.fixture
def slow(browser):
    """`slow()` -> a page on a bad line, with nothing kept from before."""

    def make(**options):
        page = browser(service_workers="block", **options).new_page()
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", BAD_LINE)
        return page

    return make


def test_the_first_voter_comes_soon_over_a_bad_line(fake_office, slow, record_property):
    office = fake_office()
    page = slow()
    requests = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(office.url)))
    started = time.monotonic()
    page.goto(f"{office.url}/join/abc", wait_until="commit")
    expect(page.locator("#join")).to_be_visible()
    joining = time.monotonic() - started
    page.locator("#name").fill("Sam Rivera")
    page.locator("#phone").fill("919-555-0177")
    page.locator("#join [type=submit]").click()
    expect(page.locator("#call")).to_be_visible()
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    requests.clear()
    started = time.monotonic()
    page.goto(f"{office.url}/calls/", wait_until="commit")
    expect(page.locator("#call")).to_be_visible()
    calling = time.monotonic() - started
    record_property("seconds to the form", round(joining, 2))
    record_property("seconds to the first voter", round(calling, 2))
    print(f"form after {joining:.2f} s, first voter after {calling:.2f} s, {len(requests)} requests")
    needed = [url for url in requests if not url.endswith((".svg", ".woff2"))]
    assert (
        needed.index("/outbox") <= 6
    )  # the page; its code and three styles together; the voters (and /live)
