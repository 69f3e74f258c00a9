"""Run inside a real office (`manage shell`): a team, voters, a sheet and a join link. Prints them as JSON."""

import json

from calls.tests.browser.fake_office import SCRIPT
from crew import join_links
from crew.models import Team
from front_desk.tests.office import SmallOffice
from lists.models import ScriptVersion


def seed(voters: int = 30, share: int = 1) -> None:
    office = SmallOffice(voters=voters, share=share)
    ScriptVersion.objects.filter(pk=office.script.pk).update(body=SCRIPT)
    Team.objects.filter(pk=office.team.pk).update(fallback_phone="+19195550100")
    link, single = join_links.make(office.team, None), join_links.make(office.team, None, uses=1)
    over = join_links.make(office.team, None, hours=-1)
    made = {"path": f"/join/{join_links.shown(link.code)}", "sheet": office.sheet.pk, "team": office.team.pk}
    made |= {"single": f"/join/{single.code}", "over": f"/join/{over.code}"}
    made["passes"] = _team_with_two_passes(office)
    made["voters"] = {f"{v.first_name} {v.last_name}": v.pk for v in office.voters}
    print(json.dumps(made))


def _team_with_two_passes(office: SmallOffice) -> str:
    """A second team, whose first sheet is finished after two numbers; how its people join."""
    office.team = Team.objects.create(name="Team Noor", area=office.county)
    office.cut_sheet("Short pass", voters=office.voters[-2:], priority=1)
    office.cut_sheet("Long pass", voters=office.voters[-8:-2], priority=2)
    return f"/join/{join_links.make(office.team, None).code}"
