import json

import pytest


@pytest.fixture(scope="module")
def town(office_maker):
    """A running office with a small town in it: `town.url`, `town.phones`, and the rest of `open_town`."""
    from boiler_room.tests.browser.town import Phone

    office = office_maker().start()
    code = "from boiler_room.tests.browser.town import open_town; open_town()"
    said = json.loads(office.run("manage", "shell", "-v", "0", "-c", code).splitlines()[-1])

    class Town:
        url, sql = office.url, office.sql
        phones = [Phone(office.url, caller) for caller in said["callers"]]

    for key, value in said.items():
        setattr(Town, key, value)
    yield Town
    office.stop()


@pytest.fixture
def at_work(town, browser):
    """`at_work(who, **options)` -> a page of Olga (office manager) or Maya (captain), signed in."""

    def sign_in(who="olga", **options):
        from boiler_room.tests.browser.town import PASSWORD

        wide = {"viewport": {"width": 1280, "height": 800}, "base_url": town.url}
        page = browser(**(wide | options)).new_page()
        page.goto("/staff/login/")
        page.locator("[name=login]").fill(town.staff[who])
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button.primary").click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in
