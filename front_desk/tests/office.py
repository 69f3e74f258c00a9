"""A small invented office for tests: one county, voters with numbers, a sheet, a team, and people with devices."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import time, timedelta

from django.db import connection

from crew.models import Area, Device, Person, Team
from lib import clock
from lib.uuid7 import uuid7
from lists.models import Member, Number, Script, ScriptVersion, Sheet, SheetTeam, SheetZone, Target
from roll.models import Phone, Voter, Zone


@dataclass
class Caller:
    """A volunteer's device as the office sees it; speaks the wire through `exchange`."""

    person: Person
    device: Device
    token: str
    have: list[int] = field(default_factory=list)

    def exchange(self, client, entries=(), want=True, have=None, **more) -> dict:
        body = {
            "v": 1,
            "device": str(self.device.client),
            "sent_at": clock.now().isoformat(),
            "entries": list(entries),
            "want": {"sheet": None} if want else None,
            "have": self.have if have is None else have,
            "lang": ["en", "es"],
            **more,
        }
        response = client.post(
            "/outbox",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        return {"status": response.status_code, **response.json()}


class SmallOffice:
    """`voters` people in one precinct, each with a number of their own unless `share` puts several on one."""

    def __init__(self, voters: int = 30, share: int = 1, supporters: bool = True):
        state = self._area("state", "NC", None)
        county = self._area("region", "DURHAM", state)
        self.precinct = self._area("precinct", "01", county)
        self.county = county
        self.zone = Zone.objects.get_or_create(names=["America/New_York"])[0]
        self.team = Team.objects.create(name="Team Maya", area=county)
        self.voters = Voter.objects.bulk_create(
            Voter(
                state="NC",
                source_id=f"T{i:06}",
                county=county,
                precinct=self.precinct,
                last_name=f"Last{i}",
                first_name=f"First{i}",
                status="active",
                support_score=1 if supporters else 4,
                zone=self.zone,
                birth_year=1970,
            )
            for i in range(voters)
        )
        Phone.objects.bulk_create(
            Phone(voter=v, number=self.number(i // share)) for i, v in enumerate(self.voters)
        )
        with connection.cursor() as cursor:  # as the acceptance of their file does
            cursor.execute("select roll_settle_all_supporters(nextval('front_desk_entry_seq'))")
        self.share = share
        script = Script.objects.create(name="GOTV", made_at=clock.now())
        self.script = ScriptVersion.objects.create(
            script=script, number=1, body={"start": "hello"}, made_at=clock.now()
        )
        self.sheet = self.cut_sheet("First pass")

    @staticmethod
    def number(i: int) -> str:
        return f"+1919555{i:04}" if i < 10_000 else f"+1919{i:07}"

    def _area(self, kind, code, parent):
        area = Area.objects.create(kind=kind, name=code, code=code, parent=parent, lineage=[])
        area.lineage = [*(parent.lineage if parent else []), area.pk]
        area.save()
        return area

    def cut_sheet(self, name, voters=None, **settings) -> Sheet:
        """Targets as freezing makes them: the voters who share a number are one."""
        voters = self.voters if voters is None else voters
        around_the_clock = {"hours_from": time(0), "hours_to": time(23, 59, 59)}
        sheet = Sheet.objects.create(
            name=name,
            script_version=self.script,
            frozen_at=clock.now(),
            members_file="",
            **(around_the_clock | settings),
        )
        SheetTeam.objects.create(sheet=sheet, team=self.team)
        SheetZone.objects.create(sheet=sheet, lang="en", zone=self.zone)
        by_number: dict[str, list[Voter]] = {}
        for v in voters:
            by_number.setdefault(v.phones.get().number, []).append(v)
        targets = Target.objects.bulk_create(
            Target(
                sheet=sheet,
                lang="en",
                zone=self.zone,
                rank=rank,
                due_at="2000-01-01T00:00:00Z",
                left_n=0,
                phones=[number],
            )
            for rank, number in enumerate(by_number)
        )
        Number.objects.bulk_create(Number(phone=t.phones[0], target=t) for t in targets)
        Member.objects.bulk_create(
            Member(voter=v, sheet=sheet, target=t, rank=t.rank)
            for t in targets
            for v in by_number[t.phones[0]]
        )
        with connection.cursor() as cursor:
            cursor.execute("select lists_settle(%s)", [[t.pk for t in targets]])
        return sheet

    def caller(self, name="Sam", team=None) -> Caller:
        person = Person.objects.create(name=name, team=team or self.team, joined_at=clock.now())
        token = uuid.uuid4().hex
        device = Device.objects.create(
            client=uuid.uuid4(),
            person=person,
            made_at=clock.now(),
            token_hash=hashlib.sha256(token.encode()).digest(),
        )
        return Caller(person, device, token)


def attempt(hold: dict, result="contacted", voter=None, **more) -> dict:
    """An attempt for a hold of a reply; by default for its first voter, just now."""
    return {
        "id": str(uuid7()),
        "kind": "attempt",
        "seen_at": (clock.now() - timedelta(seconds=1)).isoformat(),
        "hold": hold["hold"],
        "voter": voter or hold["voters"][0]["voter"],
        "sheet": hold["sheet"],
        "script": hold["script"],
        "result": result,
        **more,
    }
