import json

import pytest

COUNTY = """
import json
from datetime import timedelta
from boiler_room import goals
from boiler_room.reads import zone
from django.test import Client
from lib import clock, door
from precincts.models import Opening
from precincts.tests.polls import Polls, code_of
polls, client = Polls(), Client()
client.defaults["HTTP_HOST"] = "localhost"
will, school = polls.will, polls.school.pk
polls.at(polls.library)
Opening.objects.create(place=polls.school, opens_at=polls.post.starts_at, closes_at=polls.post.ends_at)
code = code_of(polls.voters[polls.one.pk][0])
will.send(client, will.entry("line_report", 300, place=school, minutes=75),
          will.entry("incident", 1500, place=school, category="machine", text="No paper in the second one, " * 5),
          will.entry("turned_away", 240, place=school, precinct=polls.one.pk, code=code, reason="no_id"),
          will.entry("incident", 900, place=school, category="other", text="The coffee is out"),
          will.entry("ride_request", 60, precinct=polls.one.pk, code=code, note="at the bus stop"),
          will.entry("line_report", 60, place=polls.library.pk, minutes=20))
will.send(client, *[will.strike(polls.voters[polls.one.pk][0], 50 - i / 2) for i in range(64)])
door.enter("supporters", {"score": 2, "said": 2})
hour = clock.now().astimezone(zone()).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
for precinct, n in ((polls.one, 3), (polls.two, 5)):
    door.enter("goals", goals.payload(hour.date(), [(precinct.pk, "supporters", {hour.isoformat(): n})]))
door.enter("win_number", {"area": polls.durham.pk, "n": 12})
for voter in polls.voters[polls.one.pk][:3]:
    door.enter("strike", {"voter": voter.pk})
print(json.dumps({"school": school, "durham": polls.durham.pk, "next": polls.voters[polls.two.pk][0].pk}))
"""


@pytest.fixture(scope="module")
def town(office_maker):
    """A running office with a small town in it: `town.url`, `town.phones`, and the rest of `open_town`."""
    from boiler_room.tests.browser.town import Phone

    office = office_maker().start()
    code = "from boiler_room.tests.browser.town import open_town; open_town()"
    said = json.loads(office.run("manage", "shell", "-v", "0", "-c", code).splitlines()[-1])

    class Town:
        url, sql, run = office.url, office.sql, office.run
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


@pytest.fixture(scope="session")
def county(live_office):
    """Durham on Election Day in the shared office: a plan, votes, a line, incidents, a ride; ids of what tests name."""
    return json.loads(live_office.run("manage", "shell", "--no-imports", "-c", COUNTY).splitlines()[-1])


@pytest.fixture
def olga(county, live_office, browser):
    """`olga(**options)` -> a page of the office manager of that county, signed in."""

    def sign_in(**options):
        page = browser(base_url=live_office.url, **options).new_page()
        page.goto("/staff/login/")
        page.locator("[name=login]").fill("olga@example.org")
        page.locator("[name=password]").fill("correct horse battery")
        page.locator("main button.primary").click()
        page.wait_for_url(lambda at: "/login/" not in at)
        return page

    return sign_in


@pytest.fixture(scope="module")
def links(town):
    """Join links of the town: {"calls": path, "polls": path}."""
    code = "from boiler_room.tests.browser.volunteers import let_in; let_in()"
    return json.loads(town.run("manage", "shell", "-v", "0", "-c", code).splitlines()[-1])


@pytest.fixture
def joined(town, links, browser):
    """`joined(work, name, **options)` -> the page of a caller, or of a watcher at their post."""

    def join(work: str, name: str, **options):
        page = browser(base_url=town.url, **options).new_page()
        page.goto(links[work])
        page.locator("#name").fill(name)
        page.locator("#phone").fill("(919) 555-0188")
        page.locator("#join [type=submit]").click()
        page.wait_for_url(f"**/{work}/")
        if work == "polls":
            page.get_by_role("button", name="SCHOOL").click()
            page.locator("#begin").click()
        page.locator("#name" if work == "calls" else "#strike").wait_for()
        page.locator("html[data-live=on]").wait_for(state="attached")
        return page

    return join
