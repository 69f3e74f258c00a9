"""A small invented county for tests of lists: voters with scores, numbers and history, a script, a team."""

import json
from itertools import count

from crew.models import Area, Person, Team
from lib import clock, door
from lists import scripts
from lists.models import ScriptVersion, Universe
from roll.models import Phone, Voter, Zone

EVERYONE = {"all": []}


class County:
    """`voter(numbers, **fields)` adds one; `cut(question)` freezes them into a sheet."""

    def __init__(self, code="DURHAM"):
        self.state = Area.objects.filter(kind="state").first() or self._area("state", "NC", None)
        self.county = self._area("region", code, self.state)
        self.precinct = self._area("precinct", f"{code}-01", self.county)
        self.other = self._area("precinct", f"{code}-02", self.county)
        self.zone = Zone.objects.get_or_create(names=["America/New_York"])[0]
        self.team = Team.objects.create(name=f"Team {code}", area=self.county)
        self.numbers = count(100)
        self.code = code

    def _area(self, kind, code, parent):
        area = Area.objects.create(kind=kind, name=code.title(), code=code, parent=parent, lineage=[])
        area.lineage = [*(parent.lineage if parent else []), area.pk]
        area.save()
        return area

    def person(self, name="Dana") -> Person:
        return Person.objects.create(name=name, joined_at=clock.now())

    def number(self) -> str:
        return f"+1919555{next(self.numbers):04}"

    def voter(self, *numbers: str, **fields) -> Voter:
        known = {
            "state": "NC",
            "source_id": f"{self.code[:2]}{Voter.objects.count():06}",
            "county": self.county,
            "precinct": self.precinct,
            "last_name": "Sample",
            "first_name": "Pat",
            "status": "active",
            "support_score": 1,
            "turnout_score": 50,
            "zone": self.zone,
        }
        voter = Voter.objects.create(**(known | fields))
        for rank, number in enumerate(numbers):
            Phone.objects.create(voter=voter, number=number, rank=rank)
        return voter

    def universe(self, question=EVERYONE, area=None, name="Everyone") -> Universe:
        id = door.new_id("lists_universe")
        door.enter(
            "universe", {"id": id, "name": name, "area": area.pk if area else None, "question": question}
        )
        return Universe.objects.get(pk=id)

    def script(self) -> ScriptVersion:
        if known := ScriptVersion.objects.first():
            return known
        script, version = door.new_id("lists_script"), door.new_id("lists_scriptversion")
        door.enter("script", {"id": script, "name": "GOTV", "area": None})
        body = json.loads(scripts.DEFAULT.read_text())
        door.enter("script_version", {"id": version, "script": script, "number": 1, "body": body})
        return ScriptVersion.objects.get(pk=version)

    def cut(self, question=EVERYONE, **more):
        from lists.cutting import cut

        more = {"name": "First pass", "teams": [self.team.pk]} | more
        return cut(more.pop("universe", None) or self.universe(question), self.script(), **more)
