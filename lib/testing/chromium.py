"""Chromium for tests: Playwright's own where it was installed, else the system's."""

import os
import shutil
from pathlib import Path

import pytest

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 10_000  # ms for a tap, a page or an expectation: long for a busy machine, short for a broken page
NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """Path of a Chromium: FIELDOFFICE_CHROMIUM, one on PATH, or None (then Playwright's own is tried)."""
    named = os.environ.get("FIELDOFFICE_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def choose(browser_type) -> str | None:
    """What to launch with: None lets Playwright take its own."""
    own = Path(browser_type.executable_path)
    return None if own.exists() and "FIELDOFFICE_CHROMIUM" not in os.environ else executable()


@pytest.fixture(scope="session")
def chromium():
    """One browser a test process (playwright.sync_api.Browser)."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=choose(playwright.chromium), args=ARGUMENTS) as running,
    ):
        yield running


@pytest.fixture
def browser(chromium):
    """`browser(**options)` -> a fresh context (one person's device); all are closed after the test.

    Options are Playwright's `new_context`; a phone of 360 × 740 in English unless said otherwise.
    """
    contexts = []

    def device(**options):
        chosen = {"viewport": {"width": 360, "height": 740}, "locale": "en-US", "ignore_https_errors": True}
        contexts.append(chromium.new_context(**(chosen | options)))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1]

    yield device
    for context in contexts:
        context.close()


@pytest.fixture
def page(browser):
    """One page on one phone."""
    return browser().new_page()
