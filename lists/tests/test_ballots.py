"""Chase and cure: who is asked by where the ballot stands, and that the sheet follows what the files say next."""

import json
from datetime import timedelta

import pytest

from lib import clock
from lists import reads, suggesting
from lists.models import Member, Universe
from lists.question import WrongQuestion, checked, sentence
from lists.scripts import OWN, checking
from lists.tests.staff import member, sign_in
from lists.tests.test_question import ask
from roll.loading import choosing, keeping, steps
from roll.models import Ballot, Load
from roll.tests import files

AHEAD = (clock.now() + timedelta(days=9)).strftime("%m/%d/%Y")
STAGES = ("requested", "sent", "returned", "cure", "rejected", "void", "accepted", "cured")


def night(*rows: tuple) -> Load:
    """A nightly file of (voter, ballot status), accepted."""
    lines = []
    for voter, status in rows:
        back = "10/12/2026" if status else ""
        head, line = (
            files.absentee(
                (0, status),
                election=AHEAD,
                ballot_send_dt="10/05/2026",
                ballot_rtn_dt=back,
                ncid=voter.source_id,
            )
            .decode()
            .splitlines()
        )
        lines.append(line)
    sha256, size = keeping.keep(["\r\n".join([head, *lines, ""]).encode()])
    layout = choosing.choose(keeping.path_of(sha256), "absentee.csv", "voted", "NC")
    return steps.accept(steps.read(steps.offer(sha256, size, "absentee.csv", layout)), even_so=True)


@pytest.fixture
def ballots(county):
    """A voter at each stage; and one whose ballot was of an election long past."""
    load = Load.objects.create(
        role="voted", layout="nc_absentee", file_name="x", sha256="0", made_at=clock.now()
    )
    day = clock.now().date()
    found = {}
    for line, stage in enumerate((*STAGES, "old")):
        found[stage] = county.voter(county.number())
        Ballot.objects.create(
            file="nc_absentee", election_on=day - timedelta(days=400 if stage == "old" else 3), voter=found[stage],
            source_id=found[stage].source_id, stage="sent" if stage == "old" else stage, line=line, load=load, since=clock.now(),
        )  # fmt: skip
    county.voter(county.number())
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_condition_on_the_ballot_finds_whose_it_is(ballots, stage, monkeypatch):
    monkeypatch.setattr("lists.tests.test_question.AT", clock.now())
    assert ask({"field": "ballot", "in": [stage]}) == {ballots[stage].pk}


def test_what_a_later_file_ended_is_no_longer_asked(ballots, monkeypatch):
    monkeypatch.setattr("lists.tests.test_question.AT", clock.now())
    Ballot.objects.filter(voter=ballots["sent"]).update(ended_by=1)
    assert ask({"field": "ballot", "in": ["sent", "cure"]}) == {ballots["cure"].pk}


def test_it_is_said_in_words_and_an_unknown_stage_is_refused():
    assert sentence({"field": "ballot", "in": ["sent", "cure"]}) == "Ballot sent, not back or to be cured"
    with pytest.raises(WrongQuestion, match="no such stage: eaten"):
        checked({"field": "ballot", "in": ["eaten"]})


@pytest.mark.parametrize("key", suggesting.SUGGESTED)
def test_a_suggestion_opens_in_the_form_and_is_saved(county, client, key):
    dana = sign_in(client, member("Dana", "data_director"))
    assert f"?begin={key}" in dana.get("/lists/universes/").content.decode()
    checked(suggesting.SUGGESTED[key].question)
    page = dana.get(f"/lists/universes/new/?begin={key}&area={county.county.pk}").content.decode()
    assert str(suggesting.SUGGESTED[key].name) in page and "The question as text" not in page
    assert f'<option value="{county.county.pk}" selected>' in page
    assert not Universe.objects.exists(), "shown, not saved"


@pytest.mark.parametrize("key", OWN)
def test_the_scripts_that_come_along_have_no_fault(county, client, key):
    body = json.loads(OWN[key][1].read_text())
    found = checking.problems(body)
    assert not found.errors and not found.warnings
    dana = sign_in(client, member("Dana", "data_director"))
    assert str(OWN[key][0]) in dana.get(f"/lists/scripts/new/?own={key}").content.decode()


def test_a_sheet_follows_the_files(county):
    """Sent, then accepted: off the chase. Rejected the night after: on it again, though cut long before."""
    ana, ben = county.voter(county.number()), county.voter(county.number())
    night((ana, ""), (ben, ""))
    sheet = county.cut(suggesting.SUGGESTED["chase"].question)

    def free() -> int:
        states = reads.sheet_states([sheet.pk], fresh=timedelta(0))[sheet.pk].states
        return sum(states.values()) - states["voted"]

    assert free() == 2
    accepted = night((ana, "ACCEPTED"), (ben, ""))
    assert free() == 1
    night((ana, "WITNESS INFO INCOMPLETE"), (ben, "ACCEPTED"))
    assert free() == 1
    cure = county.cut(suggesting.SUGGESTED["cure"].question, name="Cure")
    assert [one.voter for one in Member.objects.filter(sheet=cure)] == [ana]
    with pytest.raises(steps.NotNow):
        steps.take_back(accepted)
