import json
import uuid

import pytest


@pytest.fixture
def manager(live_office):
    """A new office manager of the running office: (its address, their sign-in link, their e-mail)."""
    url = live_office.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never a number
    email = f"olga-{uuid.uuid4().hex[:8]}@example.org"
    said = live_office.run("staff", email, "--new", "--name", "Olga Orr", "--url", url, "--json")
    return url, json.loads(said.splitlines()[-1])["url"], email


@pytest.fixture
def at_work(manager, browser):
    """`at_work(**options)` -> a page of a signed-in office manager."""

    def sign_in(**options):
        url, link, _email = manager
        page = browser(base_url=url, **options).new_page()
        page.goto(link)
        page.locator("main input[type=password]").fill("four words to remember")  # in any language
        page.locator("main form button").click()
        page.wait_for_url(lambda at: "/welcome/" not in at)
        return page

    return sign_in
