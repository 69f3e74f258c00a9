"""Run inside a real office (`manage shell`): a team, voters, a sheet and a join link. Prints them as JSON."""

import json

from calls.tests.browser.fake_office import SCRIPT
from crew import join_links
from front_desk.tests.office import SmallOffice
from lists.models import ScriptVersion


def seed(voters: int = 30, share: int = 1) -> None:
    office = SmallOffice(voters=voters, share=share)
    ScriptVersion.objects.filter(pk=office.script.pk).update(body=SCRIPT)
    link = join_links.make(office.team, None)
    made = {"path": f"/join/{join_links.shown(link.code)}", "sheet": office.sheet.pk, "team": office.team.pk}
    made["voters"] = {f"{v.first_name} {v.last_name}": v.pk for v in office.voters}
    print(json.dumps(made))
