"""Pages drawn in the test's own process, with the files that a real office would serve, and kept by a worker."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


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
def kept():
    """`kept(page)` -> waits until the service worker has all it needs to load without the office."""

    def wait(page):
        # not wait_for_function: it evaluates text again and again, which the office's CSP forbids
        page.evaluate(
            """async () => {
                const worker = navigator.serviceWorker;
                const taken = new Promise((done) => worker.addEventListener("controllerchange", done));
                const late = new Promise((done, fail) => setTimeout(fail, 60000, new Error("no worker keeps this page")));
                await (worker.controller || Promise.race([taken, late]));
            }"""
        )

    return wait
