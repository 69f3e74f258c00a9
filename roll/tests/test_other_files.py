"""History, scores, ballots and polling places."""

from contextlib import nullcontext
from datetime import date

import pytest

from front_desk.models import Entry
from lib import door
from roll.loading import appending, bulk, steps, tables
from roll.models import (
    Ballot,
    Before,
    Election,
    PollingPlace,
    PrecinctPlace,
    Strike,
    Voted,
    VoteHistory,
    Voter,
)
from roll.tests import files

pytestmark = pytest.mark.django_db


def history(*rows: tuple[int, str, str]) -> bytes:
    columns = files.layout.builtin()["nc_history"].columns
    lines = [columns]
    for n, day, how in rows:
        cells = dict.fromkeys(columns, "") | {
            "county_desc": "FAIRWATER", "ncid": f"FW{n:07d}", "election_lbl": day, "election_desc": f"{day} GENERAL",
            "voting_method": how,
        }  # fmt: skip
        lines.append([cells[c] for c in columns])
    return "".join("\t".join(f'"{c}"' for c in cells) + "\r\n" for cells in lines).encode()


@pytest.fixture
def roll(load):
    load(files.county(5))
    return {v.source_id: v for v in Voter.objects.all()}


def struck() -> list[str]:
    return sorted(
        Voted.objects.filter(ended_seq=None).values_list("voter__source_id", flat=True)
    )  # fmt: skip


def test_history_by_id(load, roll, warned):
    loaded = load(
        history(
            (1, "11/05/2024", "ABSENTEE ONESTOP"), (2, "11/05/2024", "IN-PERSON"), (99, "11/05/2024", "")
        ),
        "history",
    )
    assert list(VoteHistory.objects.order_by("voter_id").values_list("method", flat=True)) == [
        "early",
        "in person",
    ]
    assert Election.objects.get().held_on == date(2024, 11, 5)
    assert warned(loaded)["nobody on the roll has this id: listed, not used"] == 1
    row = loaded.refused_lines.get()  # to be downloaded with its text
    assert (row.line, row.reason) == (4, "nobody on the roll has this id: listed, not used")
    assert loaded.report["refused"] == 0


def test_history_again_changes_nothing_and_a_voter_file_loses_none(load, roll):
    body = history((1, "11/05/2024", "IN-PERSON"))
    load(body, "history")
    again = load(body, "history")
    assert again.report["changes"]["new"] == 0
    load(files.county(5))
    load(files.nc(files.line(2)))  # the first voter is gone
    assert VoteHistory.objects.count() == 1


def test_history_taken_back(load, roll):
    load(history((1, "11/05/2024", "IN-PERSON")), "history")
    second = load(history((1, "11/05/2024", "IN-PERSON"), (2, "11/05/2024", "")), "history")
    steps.take_back(second)
    assert VoteHistory.objects.get().voter_id == roll["FW0000001"].pk


def test_florida_codes_that_are_no_vote(load):
    load(files.florida({"Voter_ID": "100200301"}, {"Voter_ID": "100200302"}), name="DUV_20261101.txt")
    rows = [("100200301", "Y"), ("100200302", "B")]
    body = "".join(f"DUV\t{who}\t11/05/2024\tGEN\t{code}\r\n" for who, code in rows).encode()
    loaded = load(body, "history", name="DUV_H_20261101.txt")
    assert loaded.report["not_counted"] == 1
    assert VoteHistory.objects.get().voter.source_id == "100200301"


def test_ohios_history_in_ever_more_columns(load):
    first = {"SOS_VOTERID": "OH0000000001", "GENERAL-11/05/2024": "X", "PRIMARY-03/19/2024": "D"}
    load(files.ohio(first, elections=("PRIMARY-03/19/2024", "GENERAL-11/05/2024")))
    assert sorted(VoteHistory.objects.values_list("election__kind", flat=True)) == ["general", "primary"]
    load(files.ohio(first | {"GENERAL-11/04/2025": "X"}, elections=("PRIMARY-03/19/2024", "GENERAL-11/05/2024",
                                                                   "GENERAL-11/04/2025")))  # fmt: skip
    assert VoteHistory.objects.count() == 3


def test_scores_phones_languages_tags(load, roll):
    body = (
        b"ncid,support score,turnout score,phone,phone2,language,tags\n"
        b"FW0000001,2,88,(371) 555-0190,371-555-0191,Spanish,yard sign; union\n"
        b"FW0000002,9,abc,,,,\n"
    )
    loaded = load(body, "append")
    voter = Voter.objects.get(source_id="FW0000001")
    assert (voter.support_score, voter.turnout_score, voter.lang) == (2, 88, "es")
    assert voter.tags == ["union", "yard sign"]
    assert list(voter.phones.order_by("rank").values_list("number", flat=True)) == [
        "+13715550101", "+13715550190", "+13715550191",
    ]  # fmt: skip
    kinds = {w["kind"] for w in loaded.report["warnings"]}
    assert any("support score outside" in k for k in kinds) and any("no number" in k for k in kinds)
    steps.take_back(loaded)
    voter.refresh_from_db()
    assert (voter.support_score, voter.lang, voter.tags, voter.phones.count()) == (None, "en", [], 1)


def test_a_blank_in_an_append_file_leaves_what_there_is(load, roll):
    load(b"ncid,support score\nFW0000001,2\n", "append")
    again = load(b"ncid,support score\nFW0000001,\n", "append")
    assert again.report["changes"]["changed"] == 0
    assert Voter.objects.get(source_id="FW0000001").support_score == 2


def test_a_number_with_too_many_people_is_set_aside(load):
    lines = [files.line(n, {"phone": "3715550100", "street": "1 HOME RD"}) for n in range(1, 10)]
    load(files.nc(*lines, files.line(20, {"phone": "3715550155"}), files.line(21, {"phone": "5555555555"})))
    aside = dict(Voter.objects.values_list("source_id", "phones__set_aside"))
    assert aside["FW0000001"] is True and aside["FW0000020"] is False and aside["FW0000021"] is None
    load(files.nc(*lines[:3], files.line(20, {"phone": "3715550155"}), files.line(21)))
    assert not Voter.objects.filter(gone_at=None, phones__set_aside=True).exists()


def test_a_number_in_too_many_households(load):
    load(files.nc(*(files.line(n, {"phone": "3715550100", "street": f"{n} ELM ST"}) for n in range(1, 6))))
    assert all(Voter.objects.values_list("phones__set_aside", flat=True))


def test_ballots_strike_and_are_withdrawn_by_the_newest_file(load, roll):
    first = load(
        files.absentee(
            (1, "ACCEPTED"), (2, "SPOILED"), (2, "ACCEPTED - CURED"), (3, "PENDING CURE"), (4, "")
        ),
        "voted",
    )
    assert struck() == ["FW0000001", "FW0000002"]
    assert {stage: n for stage, n in first.report["stages"].items() if n} == {
        "accepted": 1, "cured": 1, "cure": 1, "returned": 1,
    }  # fmt: skip
    assert Ballot.objects.get(stage="cure").voter.source_id == "FW0000003"
    load(files.absentee((1, "SPOILED"), (2, "ACCEPTED - CURED"), (3, "ACCEPTED"), (4, "")), "voted")
    assert struck() == ["FW0000002", "FW0000003"]
    load(files.absentee((1, "ACCEPTED"), (2, "ACCEPTED - CURED"), (3, "ACCEPTED")), "voted")
    assert struck() == ["FW0000001", "FW0000002", "FW0000003"]
    assert Ballot.objects.filter(ended_by=None).count() == 3


def test_the_same_ballots_again_are_absorbed(load, roll):
    body = files.absentee((1, "ACCEPTED"), (2, "ACCEPTED"))
    load(body, "voted")
    before = Entry.objects.filter(kind__in=["strike", "unstrike"]).count()
    again = load(body, "voted")
    assert again.report["changes"]["new"] == 0
    assert Entry.objects.filter(kind__in=["strike", "unstrike"]).count() == before == 2


def test_strikes_from_elsewhere_are_never_withdrawn(load, roll):
    from lib import door

    door.enter_many([{"kind": "strike", "payload": {"voter": roll["FW0000005"].pk, "source": "watcher"}}])
    load(files.absentee((1, "ACCEPTED")), "voted")
    load(files.absentee((2, "ACCEPTED")), "voted")
    assert struck() == ["FW0000002", "FW0000005"]


def test_an_unknown_status_is_not_a_vote_and_told(load, roll, warned):
    loaded = load(files.absentee((1, "TELEPORTED")), "voted")
    assert struck() == []
    assert warned(loaded)["an unknown ballot status, 'TELEPORTED', is not counted as voted"] == 1


def test_a_row_without_state_id_is_matched_in_its_county(load, roll):
    load(files.absentee((3, "ACCEPTED"), ncid=""), "voted")
    assert struck() == ["FW0000003"]


def test_who_did_not_match_is_listed(load, roll):
    loaded = load(files.absentee((1, "ACCEPTED"), (777, "ACCEPTED")), "voted")
    assert loaded.report["unmatched"] == 1
    assert Ballot.objects.get(voter=None).source_id == "FW0000777"


def test_ballots_taken_back_take_their_strikes_along(load, roll):
    load(files.absentee((1, "ACCEPTED")), "voted")
    second = load(files.absentee((2, "ACCEPTED")), "voted")
    steps.take_back(second)
    assert struck() == ["FW0000001"]
    assert Strike.objects.filter(withdrawn_by=None).count() == 1


def test_many_withdrawals_ask_a_person(load, read):
    load(files.county(60))
    load(files.absentee(*((n, "ACCEPTED") for n in range(1, 61))), "voted")
    staged = read(files.absentee((1, "ACCEPTED")), "voted")
    assert "59 of 60 strikes would be withdrawn" in staged.report["alarms"][0]


def test_an_older_file_asks_a_person(load, read, roll):
    load(files.absentee((1, "ACCEPTED"), ballot_rtn_dt="10/20/2026"), "voted")
    staged = read(files.absentee((1, "ACCEPTED"), ballot_rtn_dt="10/12/2026"), "voted")
    assert "older" in staged.report["alarms"][0]


def test_a_plain_list_of_who_voted(load, roll):
    load(b"ncid\nFW0000004\n", "voted")
    assert struck() == ["FW0000004"]


def test_polling_places(load, roll, warned):
    body = b"county,precinct,polling place,address,hours\nFAIRWATER,01-01,LIBRARY,1 MAIN ST,6:30-19:30\nFAIRWATER,99,HALL,,\n"
    loaded = load(body, "polling-places")
    place = PrecinctPlace.objects.get()
    assert (place.precinct.code, place.place.name, place.place.hours) == ("01-01", "LIBRARY", "6:30-19:30")
    assert warned(loaded)["no precinct on the roll has this code: listed, not used"] == 1
    second = load(
        b"county,precinct,polling place,address,hours\nFAIRWATER,01-01,SCHOOL,2 ELM ST,7-20\n",
        "polling-places",
    )
    assert PrecinctPlace.objects.get().place.name == "SCHOOL"
    steps.take_back(second)
    assert PrecinctPlace.objects.get().place.name == "LIBRARY" and PollingPlace.objects.count() == 1


def test_scores_for_many_on_a_roll_that_nobody_uses_yet(load, roll, monkeypatch):
    """Indexes are made anew around the update, and are there again."""
    monkeypatch.setattr(appending, "MANY", 0)
    before = indexes("roll_voter")
    loaded = load(b"ncid,support score,tags\nFW0000001,2,union\nFW0000002,4,\n", "append")
    assert indexes("roll_voter") == before and len(before) == 7
    scores = Voter.objects.filter(support_score__gt=0).order_by("source_id")
    assert list(scores.values_list("support_score", "tags")) == [(2, ["union"]), (4, [])]
    steps.take_back(loaded)
    assert not scores.exists() and not Voter.objects.exclude(tags=[]).exists()


def test_and_on_one_that_is_used(load, roll, monkeypatch):
    """Whoever calls must not wait for indexes: they stay."""
    monkeypatch.setattr(appending, "MANY", 0)
    taken = []
    monkeypatch.setattr(bulk, "without_indexes", lambda names: nullcontext(taken.extend(names)))
    struck = Voter.objects.get(source_id="FW0000001")
    door.enter("strike", {"voter": struck.pk, "source": "watcher"})
    load(b"ncid,support score\nFW0000001,2\n", "append")
    struck.refresh_from_db()
    assert (struck.support_score, taken) == (2, [])


def test_what_an_append_file_does_not_touch_is_not_kept_twice(load, roll):
    loaded = load(b"ncid,support score\nFW0000001,2\n", "append")
    assert set(Before.objects.get(load=loaded).image) == {
        "support_score", "turnout_score", "lang", "latitude", "longitude", "tags", "load_id",
    }  # fmt: skip


def indexes(table: str) -> list[str]:
    return [
        d for (d,) in tables.rows("select indexdef from pg_indexes where tablename = %s order by 1", [table])
    ]
