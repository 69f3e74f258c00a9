"""The small office in memory of `front_desk/tests/fake_office.py`, with a polling place and its voters."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

from front_desk.tests import fake_office

FIRST = "ROSA HENRY ANA WALTER MEI OMAR RUTH LUIS GRACE IVAN".split()
LAST = "DELGADO-NGUYỄN OKAFOR SMITH HADDAD LARSEN PETROV RUIZ CHEN ADAMS MOORE O'NEIL ÁLVAREZ".split()
STREETS = "Alder Court,Birch Road,Cedar Lane,Dogwood Drive,Elm Street".split(",")
PHONES = {"phones_inside": True, "photos": True, "paper_inside": False}
CHECKLIST = ["Your watcher’s certificate, signed", "A photo ID", "A charged phone, and a pen"]


class FakeOffice(fake_office.FakeOffice):
    """`voters` in each of `precincts`; `choose`: nobody is put anywhere, one says where one is."""

    work = "polls"

    def __init__(self, voters: int = 40, precincts: int = 1, choose: bool = False, **rules):
        super().__init__()
        self.posts = [self.post(voters, precincts, **rules)]
        self.choose = choose
        self.voters = [
            self._voter(p, n, voters) for p in range(1, precincts + 1) for n in range(1, voters + 1)
        ]
        self.voters[-1][4] = None  # confidential
        self.struck = [[1, 4]]  # an early ballot
        self.left = timedelta(hours=8)
        self.blobs, self.parts, self.asked = {}, {}, []

    @staticmethod
    def post(voters: int, precincts: int, **rules) -> dict:
        now = datetime.now(UTC)
        names = [{"id": p, "name": f"30-{p}", "code": f"30-{p}"} for p in range(1, precincts + 1)]
        times = {"starts": now - timedelta(hours=1), "ends": now + timedelta(hours=3)}
        times |= {"opens": now - timedelta(hours=2), "closes": now + timedelta(hours=10)}
        place = {"post": 11, "place": 7, "name": "Hillside High School", "address": "1 Hill Street, Durham"}
        return place | {"precincts": names} | {k: t.isoformat() for k, t in times.items()} | PHONES | rules

    @staticmethod
    def _voter(precinct: int, n: int, all_of_them: int) -> list:
        street = STREETS[(n - 1) * len(STREETS) // all_of_them]
        return [
            precinct,
            n,
            LAST[(n * 7) % 12],
            f"{FIRST[(n * 3) % 10]} {chr(65 + n % 26)}",
            f"{n * 2} {street}",
            n,
        ]

    def roll(self) -> dict:
        now = datetime.now(UTC)
        about = {
            "as_of": now.isoformat(),
            "since": 1,
            "until": (now + self.left).isoformat(),
            "server_at": now.isoformat(),
        }
        about |= {"captain": {"name": "Maya Stone", "phone": "+19195550100"}, "checklist": CHECKLIST}
        if self.choose:
            return about | {
                "posts": [],
                "choices": [p | {"there": ["Ben Okafor"]} for p in self.posts],
                "voters": [],
                "struck": [],
            }
        voters = self.voters if self.left > timedelta(0) else []
        return about | {"posts": self.posts, "choices": [], "voters": voters, "struck": self.struck}

    def get(self, path: str, token: str, headers):
        if path not in ("/polls/roll", "/polls/struck"):
            return None
        self.asked.append(path)
        if not self.knows(token):
            return self.link_shut()
        if path == "/polls/struck":
            return 200, {"since": 2, "struck": self.struck, "unstruck": []}
        return 200, self.roll()

    def _receive(self, entry: dict) -> dict:
        if entry["kind"] == "post_taken":
            self.choose = False
        return super()._receive(entry)

    def put(self, path: str, token: str, headers, body: bytes):
        """Photos in pieces, as front_desk/blobs.py takes them."""
        name = path.rpartition("/")[2]
        start, size = re.fullmatch(r"bytes (\*|\d+)(?:-\d+)?/(\d+)", headers["Content-Range"]).groups()
        have = self.parts.setdefault(name, b"")
        if start != "*" and int(start) == len(have):
            self.parts[name] = have = have + body
        if len(have) < int(size):
            return 202, {"have": len(have), "whole": False}
        assert hashlib.sha256(have).hexdigest() == name
        self.blobs[name] = have
        return 200, {"have": len(have), "whole": True}

    def struck_codes(self) -> list[str]:
        return sorted(entry["code"] for entry in self.standing("strike"))
