"""Every test gets an office of its own kind: a throw-away database, a real office, a browser.

Tests never touch `var/` itself: theirs is `var/test`, with an embedded server that skips forcing to disk.
`DATABASE_URL` in the environment makes them use that server instead.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent
VAR = Path(os.environ.get("FIELDOFFICE_VAR") or ROOT / "var").resolve()
if VAR.name != "test":  # pytest-xdist's workers inherit what the first process chose
    VAR = VAR / "test"
os.environ["FIELDOFFICE_VAR"] = str(VAR)
os.environ["FIELDOFFICE_UNSAFE_TEST_DATABASE"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Playwright keeps an event loop in the test's thread; Django would refuse its own cursor beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from lib.testing.accessibility import axe  # noqa: E402, F401
from lib.testing.chromium import browser, chromium, page  # noqa: E402, F401
from lib.testing.office import live_office, office_maker, own_office  # noqa: E402, F401
from lib.testing.served import as_served, gathered, kept  # noqa: E402, F401


def pytest_configure(config):
    from config import words

    VAR.mkdir(parents=True, exist_ok=True)
    words.compile_all(VAR)
    if not os.environ.get("DATABASE_URL"):
        from lib import postgres

        config._office_server = postgres.Use(VAR, keep=False)
        config._office_server.__enter__()

    import django  # after the environment above: its settings choose the server

    django.setup()
    _render_without_gathering()


def _render_without_gathering() -> None:
    """Pages are rendered in the test's process without static files having been gathered first."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def _in_english():
    """A request in Spanish leaves its thread speaking Spanish: not to the next test."""
    from django.utils import translation

    translation.deactivate()


def pytest_unconfigure(config):
    server = getattr(config, "_office_server", None)
    if server:
        server.__exit__(None, None, None)


def pytest_collection_modifyitems(items):
    for item in items:
        if "chromium" in item.fixturenames:  # the closure: also what asks for `browser` or `page`
            item.add_marker(pytest.mark.browser)
