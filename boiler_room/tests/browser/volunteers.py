"""The town's volunteers with real screens: callers of Team Maya, and watchers at a school, each by a join link.

python -m config.cli manage shell -c "from boiler_room.tests.browser.volunteers import let_in; let_in()"
"""

import json
from datetime import timedelta

from lib import clock

SCRIPT = {
    "languages": ["en"],
    "start": "hello",
    "fields": {"en": {}},
    "steps": {
        "hello": {
            "say": {"en": "Hi, is this {first}?"},
            "ask": {"en": "Will you vote?"},
            "answers": [{"id": "yes", "label": {"en": "Yes"}, "next": None}],
        }
    },
}


def let_in() -> None:
    """Inside an office in which `town.open_town` ran; prints the paths of the two links as JSON."""
    from crew import join_links
    from crew.models import Area, Team
    from lists.models import ScriptVersion
    from precincts import posting
    from roll.models import PollingPlace, PrecinctPlace

    ScriptVersion.objects.update(body=SCRIPT)
    callers = Team.objects.get(name="Team Maya")
    watchers = Team.objects.create(name="Watchers", area=callers.area, captain=callers.captain, work="polls")
    school = PollingPlace.objects.create(name="SCHOOL", address="1 SCHOOL ROAD", hours="6:30 to 19:30")
    PrecinctPlace.objects.create(precinct=Area.objects.get(kind="precinct"), place=school)
    begins, ends = clock.now() - timedelta(hours=2), clock.now() + timedelta(hours=8)
    posting.make(school, watchers, begins, ends, callers.captain)
    links = {team.work: join_links.make(team, callers.captain) for team in (callers, watchers)}
    print(json.dumps({work: f"/join/{join_links.shown(link.code)}" for work, link in links.items()}))
