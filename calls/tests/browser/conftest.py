"""A fake office on the page's own code, and a volunteer's phone that has joined it."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from calls.tests.browser.fake_office import FakeOffice
from lib.testing.waiting import until


@pytest.fixture(scope="session")
def gathered(tmp_path_factory):
    """Static files as they are served, hashed and joined, in a folder of this test process."""
    hashed = {"BACKEND": "lib.static_files.HashedFiles"}
    served = override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": hashed},
    )
    with served:
        call_command("collectstatic", interactive=False, verbosity=0)
    return served


@pytest.fixture
def as_served(gathered):
    """Pages drawn in this process name the files as a real office does."""
    with gathered:
        yield


@pytest.fixture
def fake_office(as_served):
    """`fake_office(**options)` -> an open FakeOffice, closed after the test."""
    made = []

    def make(**options) -> FakeOffice:
        made.append(FakeOffice(**options).opens())
        return made[-1]

    yield make
    for office in made:
        office.goes_away()


@pytest.fixture
def caller(browser):
    """`caller(office, name, **device)` -> the page of someone who has just joined, with a voter on it."""

    def join(office, name: str = "Sam Rivera", **device):
        page = browser(**device).new_page()
        page.clock.install()  # its clocks go on by themselves; `sent` moves them
        page.goto(f"{office.url}/join/abc")
        page.locator("#name").fill(name)
        page.locator("#phone").fill("919-555-0177")
        page.locator("#join [type=submit]").click()
        page.wait_for_url("**/calls/")
        return page

    return join


@pytest.fixture
def saved():
    """`saved(page, n)` -> waits until the screen says that the office has n results.

    A result rests on the phone for four seconds, so that a slip can be set right. They are not waited for:
    the page's own clock, which `page.clock.install()` made movable, is moved on.
    """

    def wait(page, n: int):
        def told() -> bool:
            page.clock.fast_forward(1_000)
            return page.locator("#saved").inner_text() == f"✓ {n} saved"

        until(told, 15)

    return wait


@pytest.fixture
def kept():
    """`kept(page)` -> waits until the service worker has all it needs to load without the office."""

    def wait(page):
        # not wait_for_function: it evaluates text again and again, which the office's CSP forbids
        page.evaluate(
            """async () => {
                const worker = navigator.serviceWorker;
                const taken = new Promise((done) => worker.addEventListener("controllerchange", done));
                await (worker.controller || taken);
            }"""
        )

    return wait
