"""Run inside a real office (`manage shell`): precincts with voters, a team of watchers with a post, its link."""

import json

from crew import join_links
from lib import door
from precincts.tests.polls import Polls, code_of


def seed(voters: int = 30) -> None:
    day = Polls(voters=voters)
    door.enter("rule", {"area": day.one.pk, "phones_inside": True, "photos": True})
    day.at(day.library)
    link = join_links.make(day.polls_team, None)
    codes = {code_of(v): v.pk for v in day.voters[day.one.pk]}
    print(
        json.dumps({"path": f"/join/{join_links.shown(link.code)}", "codes": codes, "precinct": day.one.name})
    )
