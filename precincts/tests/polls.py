"""An invented county on Election Day: Durham 01 and 02 vote at a school, 03 at a library; Maya's team watches.

Vera and Will are her watchers; Olga runs the office. A watcher speaks the wire, as a phone does.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta

from crew.models import Device, Person
from crew.tests.town import Town
from front_desk.models import Entry
from lib import clock, door
from lib.uuid7 import uuid7
from precincts import codes, posting
from precincts.models import Post, StrikeCode
from roll.models import Household, PollingPlace, PrecinctPlace, Voter

STREETS = ("ALDER CT", "BIRCH RD", "CEDAR ST")


@dataclass
class Watcher:
    """A watcher's phone: `send` answers the reply of one exchange. `clock_off` seconds its clock is wrong by."""

    person: Person
    device: Device
    token: str
    clock_off: float = 0

    def seen(self, ago: float = 1) -> str:
        return (clock.now() + timedelta(seconds=self.clock_off - ago)).isoformat()

    def entry(self, kind: str, ago: float = 1, **fields) -> dict:
        return {"id": str(uuid7()), "kind": kind, "seen_at": self.seen(ago), **fields}

    def strike(self, voter: Voter, ago: float = 1, precinct: int | None = None) -> dict:
        precinct = precinct or voter.precinct_id
        return self.entry("strike", ago, precinct=precinct, code=code_of(voter))

    def send(self, client, *entries: dict, unsent: int = 0) -> dict:
        body = {
            "v": 1,
            "device": str(self.device.client),
            "sent_at": (clock.now() + timedelta(seconds=self.clock_off)).isoformat(),
            "entries": list(entries),
            "want": None,
            "have": [],
            "unsent": unsent,
        }
        response = client.post(
            "/outbox",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        return {"status": response.status_code, **response.json()}

    def reasons(self, client, *entries: dict) -> list[str]:
        """What became of each: its verdict, or the reason of one that was not simply recorded."""
        return [v["reason"] or v["verdict"] for v in self.send(client, *entries)["verdicts"]]


def code_of(voter: Voter) -> str:
    return codes.shown(StrikeCode.objects.get(voter=voter).n)


class Polls(Town):
    def __init__(self, voters: int = 6):
        super().__init__()
        self.one, self.two, self.three = self.precincts
        self.school = self.place("SCHOOL", self.one, self.two)
        self.library = self.place("LIBRARY", self.three)
        self.voters = {p.pk: self.people_of(p, voters) for p in self.precincts}
        self.polls_team = self.team("Watchers", self.durham, self.maya)
        door.enter("team", {"id": self.polls_team.pk, "work": "polls"})
        self.polls_team.refresh_from_db()
        self.post = self.at(self.school)
        self.vera_w = self.watcher("Vera Watcher", self.post)
        self.will = self.watcher("Will", self.post)

    def place(self, name, *precincts) -> PollingPlace:
        place = PollingPlace.objects.create(name=name, address=f"1 {name} ROAD", hours="6:30 to 19:30")
        for precinct in precincts:
            PrecinctPlace.objects.create(precinct=precinct, place=place)
        return place

    def people_of(self, precinct, n: int) -> list[Voter]:
        """Voters in no particular order, on three streets."""
        homes = [
            Household.objects.create(address_key=f"{precinct.pk} {s}", street=s, precinct=precinct)
            for s in STREETS
        ]
        return [
            Voter.objects.create(
                state="NC",
                source_id=f"NC{precinct.code}-{i:05}",
                county=self.durham,
                precinct=precinct,
                last_name=f"LAST{i}",
                first_name=f"FIRST{i}",
                middle_name="QUINN",
                status="active",
                support_score=1 + i % 5,
                birth_year=1970,
                address=f"{100 - i} {STREETS[i % 3].title()}",
                household=homes[i % 3],
            )
            for i in range(n)
        ]

    def people_of_another_load(self, precinct, n: int = 1) -> list[Voter]:
        """Voters who come onto the roll later, with an address that would stand first in the street."""
        home = Household.objects.get(precinct=precinct, street=STREETS[0])
        return [
            Voter.objects.create(
                state="NC",
                source_id=f"NC{precinct.code}-N{i}",
                county=self.durham,
                precinct=precinct,
                last_name=f"NEW{i}",
                first_name="NELL",
                status="active",
                address=f"{i + 1} Alder Ct",
                household=home,
            )
            for i in range(n)
        ]

    def at(self, place, starts=-2.0, ends=8.0, person=None, team=None, **more) -> Post:
        """A post that began two hours ago and runs for eight more (`starts`, `ends` in hours from now)."""
        begin, over = (clock.now() + timedelta(hours=h) for h in (starts, ends))
        return posting.make(place, team or self.polls_team, begin, over, self.maya, person=person, **more)

    def watcher(self, name, post: Post | None = None, team=None) -> Watcher:
        person = self.person(name, team=team or self.polls_team, phone="+19195550123")
        if post:  # without ending anyone else's stay: two may share a post
            door.enter_many(
                [{"kind": "post_taken", "payload": {"post": post.pk}}], by=person, source="device"
            )
        token = uuid.uuid4().hex
        device = Device.objects.create(
            client=uuid.uuid4(),
            person=person,
            made_at=clock.now(),
            token_hash=hashlib.sha256(token.encode()).digest(),
        )
        return Watcher(person, device, token)


def verdict_of(entry: dict) -> tuple[str, str]:
    return Entry.objects.values_list("verdict", "reason").get(pk=entry["id"])
