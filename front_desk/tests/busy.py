"""A busy office, everything through the door: files, staff, sheets, and random days of callers and strikes."""

import json
import random
import uuid
from datetime import timedelta

from crew import areas, first_start, join_links, joining, lost_phones, roles
from crew.models import Area, Device, JoinLink, Person, Team
from crew.switches import switching
from front_desk.models import Entry
from front_desk.settling import settle
from front_desk.tests.office import Caller, attempt
from lib import clock, door
from lib.uuid7 import uuid7
from lists import cutting, scripts
from lists.models import ScriptVersion, Sheet, Universe
from lists.rules import Rules
from roll.loading import choosing, keeping, steps
from roll.models import Voter
from roll.tests import files

RESULTS = "not_home busy left_message refused contacted wrong_number disconnected do_not_call deceased already_voted".split()
ANY_HOUR = {"hours_from": "00:00", "hours_to": "23:59"}


def load(body: bytes, role: str = "voters", name: str = "file.txt"):
    """Takes a file in, whatever alarms it raises."""
    sha256, size = keeping.keep([body])
    layout = choosing.choose(keeping.path_of(sha256), name, role, "NC")
    return steps.accept(steps.read(steps.offer(sha256, size, name, layout, source="test")), even_so=True)


class BusyOffice:
    """`voters` people, some two to a number, on two sheets; `work(n)` lets `n` things happen, by the seed."""

    def __init__(self, client, voters: int = 40, seed: int = 1):
        self.client, self.random, self.voters = client, random.Random(seed), voters
        self.manager = first_start.ensure_office("office@example.org").login.person
        load(self.county(voters), name="county.txt")
        load(self.scores(), "append", "scores.csv")
        self.region = Area.objects.get(kind="region")
        staging = areas.add_staging(self.region, "Northside", self.manager)
        areas.move(list(Area.objects.filter(kind="precinct")[:1]), staging, self.manager)
        self.team = self._team()
        self.script = self._script()
        self.sheets = [self._cut("First pass", {"all": []}, 3), self._cut("Supporters", SUPPORTERS, 2)]
        self.callers = [self.join(name) for name in ("Ana", "Ben", "Cem")]
        self.in_hand = {c.device.pk: {} for c in self.callers}
        self.sent: list[tuple[Caller, dict]] = []

    def county(self, voters: int, **columns) -> bytes:
        """Every fifth voter shares the number of the one before; some exchanges lie in another zone."""
        phones = {
            n: f"{'312' if n % 7 == 0 else '919'}555{2000 + n - (n % 5 == 0):04}"
            for n in range(1, voters + 1)
        }
        return files.nc(*(files.line(n, {"phone": phones[n]}, **columns) for n in range(1, voters + 1)))

    def scores(self) -> bytes:
        rows = [f"FW{n:07d},{n % 5 + 1},{n * 7 % 100},371555{n:04}" for n in range(1, self.voters, 2)]
        return "\n".join(["voter id,support,turnout,phone", *rows]).encode()

    def _team(self) -> Team:
        captain = roles.new_staff("Maya Captain", "maya@example.org", self.manager).person
        roles.give(captain, "captain", self.region.pk, self.manager)
        payload = {
            "id": door.new_id("crew_team"),
            "name": "Team Maya",
            "area": self.region.pk,
            "captain": captain.pk,
        }
        door.enter("team", payload, by=self.manager)
        return Team.objects.get(pk=payload["id"])

    def _script(self) -> ScriptVersion:
        script, version = door.new_id("lists_script"), door.new_id("lists_scriptversion")
        door.enter("script", {"id": script, "name": "GOTV", "area": None})
        body = json.loads(scripts.DEFAULT.read_text())
        door.enter("script_version", {"id": version, "script": script, "number": 1, "body": body})
        return ScriptVersion.objects.get(pk=version)

    def _cut(self, name: str, question: dict, priority: int) -> Sheet:
        pk = door.new_id("lists_universe")
        door.enter("universe", {"id": pk, "name": name, "area": None, "question": question})
        rules = Rules.of({"priority": priority, "attempts_a_day": 2, "attempts_in_all": 3, **ANY_HOUR})
        return cutting.cut(
            Universe.objects.get(pk=pk),
            self.script,
            name=name,
            teams=[self.team.pk],
            rules=rules,
            by=self.manager,
        )

    def join(self, name: str) -> Caller:
        link = JoinLink.objects.filter(team=self.team).first() or join_links.make(
            self.team, self.manager, 24, 50
        )
        client = uuid.uuid4()
        joined = joining.join(link.code, client, f"{name} Caller", f"919555{len(name):02}{ord(name[0]):02}")
        return Caller(joined.person, Device.objects.get(client=client), joined.token)

    def work(self, things: int) -> None:
        deeds = [self.call] * 8 + [self.strike] * 3
        deeds += [self.again, self.take_back, self.early_take_back, self.differ, self.unstrike, self.suppress]
        deeds += [self.settle, self.clash, self.tell_us, self.not_mine, self.change_sheet, self.one_request]
        deeds += [self.ride, self.scribble, self.switch]
        for _ in range(things):
            self.random.choice(deeds)()

    def exchange(self, caller: Caller, entries=(), **how) -> dict:
        holds = self.in_hand[caller.device.pk]
        reply = caller.exchange(self.client, entries, have=list(holds), **how)
        for hold in reply.get("holds", ()):
            holds[hold["hold"]] = hold
        for gone in reply.get("gone", ()):
            if gone["voter"] is None:
                holds.pop(gone["hold"], None)
        return reply

    def call(self) -> None:
        caller = self.random.choice(self.callers)
        holds = self.in_hand[caller.device.pk]
        chosen = self.random.sample(sorted(holds), min(self.random.randrange(4), len(holds)))
        entries = [self.result(holds[h]) for h in chosen]
        for h in chosen:
            del holds[h]
        self.sent += [(caller, e) for e in entries]
        self.exchange(caller, entries)

    def result(self, hold: dict, result: str = "") -> dict:
        voter = self.random.choice(hold["voters"])["voter"]
        answers = {"hello": "yes" if voter % 4 else "other_side"}  # the latter is an ID
        return attempt(hold, result or self.random.choice(RESULTS), voter=voter, answers=answers)

    def _one_sent(self):
        return self.random.choice(self.sent) if self.sent else (self.callers[0], None)

    def again(self) -> None:
        caller, entry = self._one_sent()
        self.exchange(caller, [entry, entry] if entry else [])

    def clash(self) -> None:
        caller, entry = self._one_sent()
        if entry:
            for _ in range(2):
                self.exchange(caller, [entry | {"note": "another body"}], want=False)

    def differ(self) -> None:
        caller, entry = self._one_sent()
        if entry:
            other = entry | {"id": str(uuid7()), "result": self.random.choice(RESULTS)}
            self.sent.append((caller, other))
            self.exchange(caller, [other], want=False)

    def _correction(self, *ids: str) -> dict:
        seen_at = (clock.now() - timedelta(seconds=3)).isoformat()
        return {"id": str(uuid7()), "kind": "correction", "seen_at": seen_at, "withdraws": list(ids)}

    def take_back(self) -> None:
        caller, entry = self._one_sent()
        if entry:
            self.exchange(caller, [self._correction(entry["id"])], want=False)

    def early_take_back(self) -> None:
        """The correction comes before what it withdraws."""
        caller = self.random.choice(self.callers)
        if holds := self.in_hand[caller.device.pk]:
            entry = self.result(holds[min(holds)])
            self.exchange(caller, [self._correction(entry["id"])], want=False)
            self.exchange(caller, [entry], want=False)

    def one_request(self) -> None:
        """A slip and its mending in one request: result, its withdrawal, another result and the same once more."""
        caller = self.random.choice(self.callers)
        if holds := self.in_hand[caller.device.pk]:
            slip = self.result(holds.pop(min(holds)), "contacted")
            again = [slip | {"id": str(uuid7()), "result": result} for result in ("contacted", "refused")]
            self.exchange(caller, [slip, again[0], self._correction(slip["id"]), again[1]])

    def not_mine(self) -> None:
        caller, entry = self._one_sent()
        if entry:
            other = next(c for c in self.callers if c is not caller)
            self.exchange(other, [entry | {"id": str(uuid7())}, self._correction(entry["id"])], want=False)

    def tell_us(self) -> None:
        said = {"id": str(uuid7()), "kind": "tell_us", "seen_at": clock.now().isoformat(), "text": "Too long"}
        self.exchange(self.random.choice(self.callers), [said], want=False)
        settle(said["id"], "done", self.manager, "Thank you")

    def ride(self) -> None:
        """One for a voter in hand, which somebody looks after, and one for a voter of nobody's."""
        caller = self.random.choice(self.callers)
        if holds := self.in_hand[caller.device.pk]:
            hold = holds[min(holds)]
            wish = {k: self.result(hold)[k] for k in ("id", "seen_at", "hold", "voter")} | {
                "kind": "ride_request"
            }
            other = wish | {"id": str(uuid7()), "hold": 10**9}
            self.exchange(caller, [wish, other], want=False)
            settle(wish["id"], "done", self.manager)

    def scribble(self) -> None:
        self.exchange(self.random.choice(self.callers), [{"kind": "attempt", "id": "no id"}], want=False)

    def _voter(self) -> int:
        return self.random.choice(Voter.objects.order_by("pk").values_list("pk", flat=True))

    def strike(self) -> None:
        door.enter_many(
            [{"kind": "strike", "payload": {"voter": v}} for v in (self._voter(), 10**12)], source="desk"
        )

    def unstrike(self) -> None:
        ids = [
            str(pk) for pk in Entry.objects.filter(kind="strike").order_by("seq").values_list("pk", flat=True)
        ]
        if ids:
            door.enter("unstrike", {"withdraws": self.random.sample(ids, min(3, len(ids)))})

    def suppress(self) -> None:
        door.enter("suppression", {"suppression": "do_not_call", "voter": self._voter()})

    def switch(self) -> None:
        """What has no bearing on what is recorded: a part of a screen, here or everywhere."""
        name, area = (
            self.random.choice(["calls.practice", "calls.reserve"]),
            self.random.choice([None, self.region]),
        )
        switching.switch(name, area, self.random.choice(sorted(switching.TO)), "too few voters", self.manager)

    def settle(self) -> None:
        for entry in Entry.objects.filter(kind="attempt", verdict__in=["waiting", "refused"]).order_by("seq"):
            try:
                settle(entry.pk, self.random.choice(["accept", "reject"]), self.manager)
                return
            except door.Refused:
                continue

    def change_sheet(self) -> None:
        sheet = self.random.choice(self.sheets)
        change = {"priority": self.random.randrange(1, 9), "attempts_in_all": self.random.randrange(2, 5)}
        door.enter("sheet_change", {"sheet": sheet.pk, **change}, by=self.manager)

    def stolen(self) -> None:
        """Cem's phone is stolen; two of what it sends later wait, and one is accepted."""
        caller = self.callers.pop()
        holds = list(self.in_hand.pop(caller.device.pk).values())
        self.sent = [(c, e) for c, e in self.sent if c is not caller]
        lost_phones.shut(Person.objects.get(pk=caller.person.pk), "stolen", self.manager)
        entries = [self.result(hold) for hold in holds[:2]]
        caller.exchange(self.client, entries, have=[])
        for entry, choice in zip(entries, ("accept", "reject"), strict=False):
            settle(entry["id"], choice, self.manager)

    def next_week(self) -> None:
        """A new voter file: two are gone, three new; a who-voted file and its successor; a load taken back."""
        load(self.county(self.voters + 3).replace(b'WELLFORD2"', b'MARLOWE"', 1), name="week2.txt")
        load(files.absentee((3, "ACCEPTED"), (4, "ACCEPTED"), (5, "SPOILED")), "voted", "absentee.csv")
        load(files.absentee((3, "ACCEPTED"), (6, "ACCEPTED")), "voted", "absentee2.csv")
        steps.take_back(load(self.county(self.voters + 9), name="mistake.txt"))


SUPPORTERS = {"all": [{"field": "support", "from": 1, "to": 3}]}
