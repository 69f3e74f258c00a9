"""Who counts as a supporter: by the office's choice, what the voter said last, and the score; whatever came when."""

import random

import pytest
from django.db import connection

from front_desk.tests.office import SmallOffice, attempt
from lib import clock, door
from lib.sqlfile import ROOT
from lists.models import ScriptVersion
from roll import supporting
from roll.models import Supporter, SupportId, SupportRule, Voted, Voter

pytestmark = pytest.mark.django_db
AUDIT = (ROOT / "roll/sql/audit/supporters.sql").read_text()
SAYS = {"stand": {"strong": 1, "leans": 2, "torn": 3, "away": 5}}


@pytest.fixture
def office():
    office = SmallOffice(voters=10)
    ScriptVersion.objects.filter(pk=office.script.pk).update(says=SAYS)
    return office


def known() -> set[int]:
    return set(Supporter.objects.filter(ended_seq=None).values_list("voter_id", flat=True))


def banked() -> set[int]:
    open_ones = Voted.objects.filter(ended_seq=None, supporter=True)
    return set(open_ones.values_list("voter_id", flat=True))


def meant() -> tuple[set[int], set[int]]:
    """Recounted without the program's SQL: supporters on the roll, and supporters who have voted."""
    rule = supporting.rule()
    said: dict[int, int] = {}
    for one in SupportId.objects.filter(withdrawn_by=None).order_by("at", "pk"):
        said[one.voter_id] = one.support
    supports = {
        voter.pk
        for voter in Voter.objects.all()
        if (
            said[voter.pk] <= rule.said
            if rule.said and voter.pk in said
            else voter.support_score is not None and voter.support_score <= rule.score
        )
    }
    on_roll = set(Voter.objects.filter(gone_at=None).values_list("pk", flat=True))
    voted = set(Voted.objects.filter(ended_seq=None).values_list("voter_id", flat=True))
    return supports & on_roll, supports & voted


def said(hold, answer: str, **more) -> dict:
    return attempt(hold, "contacted", answers={"stand": answer}, **more)


def undo(entry: dict) -> dict:
    fresh = attempt({"hold": 1, "voters": [{"voter": 1}], "sheet": 1, "script": 1})
    return {"id": fresh["id"], "kind": "correction", "seen_at": fresh["seen_at"], "withdraws": [entry["id"]]}


def test_what_somebody_says_goes_before_the_score_and_an_undo_brings_it_back(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    voter = hold["voters"][0]["voter"]
    assert voter in known()
    entry = said(hold, "away")
    sam.exchange(client, [entry], want=False)
    assert voter not in known() and known() == meant()[0]
    sam.exchange(client, [undo(entry)], want=False)
    assert voter in known()


def test_a_vote_counts_as_a_supporters_whatever_came_first(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    first, second = (hold["voters"][0]["voter"] for hold in holds[:2])
    sam.exchange(client, [said(holds[0], "away")], want=False)
    for voter in (first, second):
        door.enter("strike", {"voter": voter})
    assert banked() == {second}
    sam.exchange(client, [said(holds[1], "torn")], want=False)  # heard before the strike, sent after it
    assert banked() == set() == meant()[1]
    assert Voted.objects.filter(ended_seq=None).count() == 2


def test_an_answer_that_is_no_id_changes_nothing(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    odd = attempt(holds[0], "contacted", answers={"stand": "nothing of the kind", "when": ["a", 1]})
    sam.exchange(client, [odd, attempt(holds[1], "contacted", answers={})], want=False)
    assert not SupportId.objects.exists() and len(known()) == 10


def test_the_offices_choice_is_an_entry_and_counts_everybody_anew(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    sam.exchange(client, [said(holds[0], "leans"), said(holds[1], "away")], want=False)
    Voter.objects.filter(pk__in=[v.pk for v in office.voters[5:]]).update(support_score=2)
    door.enter("supporters", {"score": 1, "said": 2})
    assert known() == meant()[0] and len(known()) < 9
    door.enter("supporters", {"score": 0, "said": 2})
    assert known() == {holds[0]["voters"][0]["voter"]}
    door.enter("supporters", {"score": 4, "said": 0})
    assert len(known()) == 10
    assert SupportRule.objects.get().score == 4


@pytest.mark.parametrize(
    "wrong", [{"score": 0, "said": 0}, {"score": 5, "said": 1}, {"score": "2", "said": 1}]
)
def test_a_choice_that_makes_no_sense_is_refused(office, wrong):
    with pytest.raises(door.Refused):
        door.enter("supporters", wrong)
    assert supporting.rule() == supporting.Rule(2, 2)


def test_someone_who_left_the_roll_is_no_longer_known_but_stays_banked(office):
    door.enter("strike", {"voter": office.voters[0].pk})
    Voter.objects.filter(pk=office.voters[0].pk).update(gone_at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("select roll_settle_all_supporters(nextval('front_desk_entry_seq'))")
    assert len(known()) == 9 and banked() == {office.voters[0].pk}


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_facts_ends_where_a_recount_does(client, seed):
    office = SmallOffice(voters=8)
    ScriptVersion.objects.filter(pk=office.script.pk).update(says=SAYS)
    chance, sam = random.Random(seed), office.caller()
    holds, made, strikes = sam.exchange(client)["holds"], [], []
    for _step in range(40):
        act = chance.choice(["say", "say", "undo", "strike", "strike", "unstrike", "choose"])
        if act == "say" and holds:
            entry = said(holds.pop(), chance.choice(list(SAYS["stand"])))
            made.append(entry)
            sam.exchange(client, [entry], want=False)
        elif act == "undo" and made:
            sam.exchange(client, [undo(made.pop(chance.randrange(len(made))))], want=False)
        elif act == "strike":
            strikes.append(door.enter("strike", {"voter": chance.choice(office.voters).pk}).id)
        elif act == "unstrike" and strikes:
            door.enter("unstrike", {"withdraws": [str(strikes.pop())]})
        elif act == "choose":
            door.enter("supporters", {"score": chance.randint(1, 4), "said": chance.randint(0, 4)})
        assert (known(), banked()) == meant(), act
        with connection.cursor() as cursor:
            cursor.execute(AUDIT)
            assert cursor.fetchall() == []
