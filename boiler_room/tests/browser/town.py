"""A small town in a running office, and what its people do there, by HTTP alone.

python -m config.cli manage shell -c "from boiler_room.tests.browser.town import open_town; open_town()"
"""

import json
import urllib.request
import uuid
from datetime import timedelta

from lib import clock
from lib.uuid7 import uuid7

PASSWORD = "four words to remember"


def open_town() -> None:
    """Inside the office: Durham, its two sheets and Team Maya, goals, staff, a volunteer; prints them as JSON."""
    from boiler_room import goals
    from boiler_room.reads import zone
    from crew.models import Login, Person, Role
    from front_desk.tests.office import SmallOffice
    from lib import door

    office = SmallOffice(voters=20)
    second = office.cut_sheet("Second pass", voters=[])
    day = clock.now().astimezone(zone()).date()
    spread = goals.spread("calls", day, 200), goals.spread("supporters", day, 20)
    county = office.county.pk
    door.enter("goals", goals.payload(day, [(county, "calls", spread[0]), (county, "supporters", spread[1])]))
    staff = {}
    for name, role in (("Olga", "office"), ("Maya", "captain")):
        person = Person.objects.create(name=name, joined_at=clock.now(), phone="+19195550110")
        Role.objects.create(person=person, name=role, area=office.county if role == "captain" else None)
        login = Login.objects.create_user(f"{name.lower()}@example.org", PASSWORD, person=person)
        staff[name.lower()] = login.email
        if role == "captain":
            office.team.captain = person
            office.team.save()
    callers = []
    for name in ("Sam Rivera", "Ben Otter"):
        caller = office.caller(name)
        caller.person.phone = "+19195550177"
        caller.person.save()
        callers.append(
            {"client": str(caller.device.client), "token": caller.token, "device": caller.device.pk}
        )
    town = {"staff": staff, "callers": callers, "county": county, "second": second.pk}
    print(json.dumps(town | {"voters": [v.pk for v in office.voters], "sheet": office.sheet.pk}))


class Phone:
    """A volunteer's phone: speaks the wire of docs/outbox.md with a running office."""

    def __init__(self, url: str, caller: dict):
        self.url, self.client, self.token = url, caller["client"], caller["token"]
        self.device = caller["device"]

    def send(self, *entries: dict, want: bool = False) -> dict:
        body = {
            "v": 1, "device": self.client, "sent_at": clock.now().isoformat(), "entries": entries,
            "want": {"sheet": None} if want else None, "have": [], "lang": ["en"],
        }  # fmt: skip
        request = urllib.request.Request(f"{self.url}/outbox", json.dumps(body).encode())
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def holds(self) -> list[dict]:
        return self.send(want=True)["holds"]


def entry(kind: str, **fields) -> dict:
    """One entry of a phone, a moment ago."""
    seen = (clock.now() - timedelta(seconds=1)).isoformat()
    return {
        "id": str(uuid7() if fields.get("id") is None else uuid.UUID(fields["id"])),
        "kind": kind,
        "seen_at": seen,
        **fields,
    }


def call(hold: dict, result: str = "contacted") -> dict:
    return entry("attempt", hold=hold["hold"], voter=hold["voters"][0]["voter"], result=result)
