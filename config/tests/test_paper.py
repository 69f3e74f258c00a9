"""A shift on paper comes to the same as a shift on screens; and an office that is made again knows its paper."""

import shutil
import uuid
from datetime import time, timedelta
from hashlib import sha256

import pytest
from django.db import connection

from config.tests.paper_day import a_day_on_paper
from crew.models import Device, Person
from front_desk.tests.busy import BusyOffice
from front_desk.tests.office import Caller, attempt
from front_desk.tests.polls_day import a_day_at_the_polls, entry
from front_desk.tests.test_rebuild import forget, rebuild, ship
from lib import clock
from lists.models import Claim
from lists.tests.county import County
from packets import handing, keying, rounds, striking
from packets.contents.results import LETTERS
from packets.contents.script import asked
from packets.models import Handing, Packet
from precincts import codes, posting
from precincts.models import StrikeCode
from roll.models import PollingPlace, PrecinctPlace

pytestmark = pytest.mark.django_db

ALWAYS = "1970-01-01 00:00Z"
TOTALS = "select what, n from boiler_room_total where hour = %s and area_id = %s order by 1"
RESULTS = "select result, sum(n) from lists_tally where sheet_id = %s group by 1 order by 1"
ATTEMPTS = """select v.last_name, a.phone, a.result, a.answers, a.ends from lists_attempt a
              join roll_voter v on v.id = a.voter_id where a.sheet_id = %s and a.withdrawn_by is null order by 1"""
STATES = "select state, count(*) from lists_member_states(%s, real_now()) group by 1 order by 1"
VOTED = """select v.last_name, d.supporter from roll_voted d join roll_voter v on v.id = d.voter_id
           where d.area_id = %s and d.ended_seq is null order by 1"""
PAPER = """select p.id, p.kind, p.rows, p.path, p.handed, p.replaced_at, h.person_id, h.holds, h.until, h.back_at
           from packets_packet p left join packets_handing h on h.packet_id = p.id order by 1"""
# What a shift does: for each voter in turn the letter of the result and the answers; "" is nobody called.
SHIFT = [(letter, {1: 1, 3: 2} if letter == "C" else {}) for letter in "NCLRVCBWXMDGOKNC"] + [("", {})] * 4
TICKED = (1, 5, 8, 17, 19)  # places in the street order of those who come to vote


def fetch(query: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@pytest.fixture
def folders(settings, tmp_path):
    settings.VAR, settings.KEPT = tmp_path, tmp_path / "kept"
    return tmp_path


class Shift:
    """A county with a number a voter, one sheet, a polling place, and Dana who calls; the same people in each."""

    def __init__(self, code: str):
        self.county = county = County(code)
        place = PollingPlace.objects.create(name=f"School {code}")
        PrecinctPlace.objects.create(precinct=county.precinct, place=place)
        self.voters = [
            county.voter(f"+1919{ord(code[0])}5{n:04}", last_name=f"Sample{n:02}", address=f"{n} Alder Ct")
            for n in range(len(SHIFT))
        ]
        self.sheet = county.cut(universe=county.universe(area=county.county), name="First pass")
        self.sheet.hours_from, self.sheet.hours_to = time(0), time(23, 59, 59)
        self.sheet.save()
        self.dana = joined(county.team, "Dana")
        watcher = joined(county.team, "Vera")
        now = clock.now()
        posting.make(place, county.team, now, now + timedelta(hours=9), None, person=watcher.person)
        self.watcher = watcher
        self.codes = {
            one.n: codes.shown(one.n) for one in StrikeCode.objects.filter(precinct=county.precinct)
        }

    def came_to(self) -> dict:
        """Everything that anybody is shown of it."""
        sql_fold()
        return {
            "totals": fetch(TOTALS, ALWAYS, self.county.county.pk),
            "precinct": fetch(TOTALS, ALWAYS, self.county.precinct.pk),
            "results": fetch(RESULTS, self.sheet.pk),
            "states": fetch(STATES, self.sheet.pk),
            "voted": fetch(VOTED, self.county.precinct.pk),
            "attempts": [(name, phone[-4:], *rest) for name, phone, *rest in fetch(ATTEMPTS, self.sheet.pk)],
        }


def joined(team, name: str) -> Caller:
    token = uuid.uuid4().hex
    person = Person.objects.create(name=name, team=team, joined_at=clock.now())
    device = Device.objects.create(
        client=uuid.uuid4(), person=person, made_at=clock.now(), token_hash=sha256(token.encode()).digest()
    )
    return Caller(person, device, token)


def sql_fold() -> None:
    fetch("select boiler_room_fold(front_desk_settled_up_to())")


def on_screens(shift: Shift, client) -> None:
    holds = {hold["voters"][0]["voter"]: hold for hold in shift.dana.exchange(client)["holds"]}
    assert len(holds) == len(SHIFT)
    script = asked(shift.sheet.script_version.body)
    sent = []
    for voter, (letter, answers) in zip(shift.voters, SHIFT, strict=True):
        if letter:
            said = {script[q - 1][0]: script[q - 1][1][a - 1] for q, a in answers.items()}
            later = (clock.now() + timedelta(minutes=30)).isoformat()
            more = {"callback_at": later} if letter == "K" else {}  # a phone asks when
            sent.append(attempt(holds[voter.pk], LETTERS[letter], voter=voter.pk, answers=said, **more))
    told = shift.dana.exchange(client, sent, want=False)["verdicts"]
    assert [one for one in told if one["verdict"] != "recorded"] == []
    precinct = shift.county.precinct.pk
    strikes = [entry("strike", precinct=precinct, code=shift.codes[n]) for n in TICKED]
    shift.watcher.exchange(client, strikes, want=False)


def on_paper(shift: Shift) -> None:
    assert not rounds.run().trouble
    printed = Packet.objects.get(kind="calls", sheet=shift.sheet, replaced_at=None)
    packet = handing.give(printed, shift.dana.person, clock.now() + timedelta(hours=3), None)
    row_of = {voters[0]: n for n, (_target, _phone, voters) in enumerate(packet.rows, start=1)}
    said = [
        {"row": row_of[voter.pk], "letter": letter, "answers": answers}
        for voter, (letter, answers) in zip(shift.voters, SHIFT, strict=True)
        if letter
    ]
    verdicts = keying.enter(packet, packet.handings.get(), keying.read(packet, said), None)
    by_name = Packet.objects.get(kind="strikes", precinct=shift.county.precinct, part=1, replaced_at=None)
    ticks = [{"row": by_name.rows.index(n) + 1, "letter": "X"} for n in TICKED]
    verdicts += striking.enter(by_name, striking.read(by_name, ticks), None)
    assert {one["verdict"] for one in verdicts} == {"recorded"}
    handing.take_back(packet.handings.get(), None)


def test_a_shift_on_paper_comes_to_the_same_as_one_on_screens(folders, client):
    screens, paper = Shift("DURHAM"), Shift("WAKE")
    on_screens(screens, client)
    fetch("select lists_settle(lists_touched(null, lists_release(array(select hold from lists_claim))))")
    on_paper(paper)
    seen, typed = screens.came_to(), paper.came_to()
    assert dict(seen["totals"])["calls"] == 16 and dict(seen["totals"])["voted"] == 5
    assert typed == seen


def test_an_office_that_is_made_again_knows_its_paper(folders, client, settings):
    office = BusyOffice(client, voters=260, seed=3)
    office.work(30)
    a_day_at_the_polls(office)
    a_day_on_paper(office)
    before = fetch(PAPER)
    held = set(Claim.objects.filter(device_id__lt=0).values_list("phone", "hold"))
    assert held and Handing.objects.filter(back_at=None, claimed=True).count() == 1
    ship(folders / "journal")
    forget()
    saved = shutil.move(settings.KEPT, folders / "saved")
    assert rebuild(folders / "journal", folders / "saved").differences == [] and saved
    assert fetch(PAPER) == before
    assert held <= set(Claim.objects.filter(device_id__lt=0).values_list("phone", "hold"))
    assert Claim.objects.filter(device_id__lt=0).values("device_id").distinct().count() == 1, (
        "what is back is free"
    )
