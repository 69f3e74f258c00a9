"""Voter files through their life: the same again, next week's, taken back."""

import pytest

from crew.models import Area
from front_desk.models import Entry
from roll.loading import keeping, steps
from roll.models import Before, Household, Load, Phone, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db
NOT_IMAGES = ("id", "voter_id")


def snapshot() -> dict:
    """The roll as a plain value: voters, phones, households, areas."""
    return {
        "voters": list(Voter.objects.order_by("id").values()),
        "phones": list(
            Phone.objects.order_by("voter_id", "number").values("voter_id", "number", "set_aside", "rank")
        ),
        "households": list(Household.objects.order_by("id").values()),
        "areas": list(Area.objects.order_by("id").values("id", "kind", "code", "name")),
    }


def test_nothing_is_written_before_acceptance(read):
    staged = read(files.county(3))
    assert staged.state == "staged" and staged.report["changes"]["new"] == 3
    assert not Voter.objects.exists() and not Entry.objects.filter(kind="load").exists()


def test_acceptance_is_one_entry_and_absorbed_when_repeated(load):
    loaded = load(files.county(3))
    assert steps.accept(loaded).state == "accepted"
    assert Entry.objects.filter(kind="load").count() == 1
    assert (loaded.source, loaded.permitted_use) == ("test", "tests")


def test_a_refused_load_leaves_the_roll_alone(read):
    staged = read(files.county(3))
    steps.refuse(staged)
    with pytest.raises(steps.NotNow):
        steps.accept(staged)
    assert not Voter.objects.exists()


def test_areas_households_and_ids_follow_the_file(load):
    load(files.county(6))
    voters = list(Voter.objects.order_by("id"))
    assert [v.source_id for v in voters] == [f"FW000000{n}" for n in range(1, 7)]
    assert [v.id - voters[0].id for v in voters] == list(range(6))
    assert voters[0].household_id == voters[3].household_id and Household.objects.count() == 3
    assert Household.objects.get(pk=voters[1].household_id).address_key == "9 MILL RD UNIT 4|27890"
    county = Area.objects.get(kind="region")
    assert (county.name, county.tz) == ("Fairwater", "America/New_York")
    assert voters[0].precinct.lineage[-2:] == [county.pk, voters[0].precinct_id]


def test_the_same_file_twice_changes_nothing(load):
    load(files.county(6))
    before = snapshot()
    again = load(files.county(6))
    assert snapshot() == before
    changes = again.report["changes"]
    assert (changes["new"], changes["changed"], changes["gone"], changes["unchanged"]) == (0, 0, 0, 6)


def test_next_weeks_file(load):
    load(files.county(30))
    old = Voter.objects.get(source_id="FW0000002")
    lines = [files.line(n) for n in range(3, 32)]
    week = load(files.nc(files.line(2, {"party": "UNA"}, res_street_address="77 QUAY ST"), *lines))
    changes = week.report["changes"]
    assert (changes["new"], changes["changed"], changes["gone"]) == (1, 1, 1)
    assert changes["changes"] == {"party": 1, "address": 1}
    voter = Voter.objects.get(source_id="FW0000002")
    assert (voter.id, voter.party, voter.address) == (old.id, "UNA", "77 QUAY ST")
    assert voter.household.address_key == "77 QUAY ST|27890"
    assert Voter.objects.get(source_id="FW0000001").gone_at == week.accepted_at


def test_who_comes_back_is_the_same_voter(load):
    load(files.county(3))
    first = Voter.objects.get(source_id="FW0000001").id
    load(files.nc(files.line(2), files.line(3)))
    back = load(files.county(3))
    voter = Voter.objects.get(source_id="FW0000001")
    assert back.report["changes"]["back"] == 1 and (voter.id, voter.gone_at) == (first, None)


def test_a_county_that_the_file_does_not_cover_keeps_its_voters(load):
    load(files.county(3))
    load(files.nc(files.line(50, county_id="92", county_desc="WAKE")))
    assert not Voter.objects.exclude(gone_at=None).exists()


def test_a_file_that_shrank_asks_a_person(read, load):
    load(files.county(40))
    half = read(files.county(20))
    assert "20 of 40 voters of FAIRWATER" in half.report["alarms"][0]
    with pytest.raises(steps.NotNow, match="Is the file whole"):
        steps.accept(half)
    assert not Voter.objects.exclude(gone_at=None).exists()


def test_a_recode_is_not_a_move(load):
    load(files.nc(*(files.line(n, precinct_abbrv=("01", "02")[n % 2]) for n in range(40))))
    areas = dict(Voter.objects.values_list("source_id", "precinct_id"))
    recoded = load(files.nc(*(files.line(n, precinct_abbrv=("G01", "01")[n % 2]) for n in range(40))))
    changes = recoded.report["changes"]
    assert (changes["changed"], len(changes["recoded"])) == (0, 2)
    assert dict(Voter.objects.values_list("source_id", "precinct_id")) == areas
    assert sorted(Area.objects.filter(kind="precinct").values_list("code", flat=True)) == ["01", "G01"]
    steps.take_back(recoded)
    assert sorted(Area.objects.filter(kind="precinct").values_list("code", flat=True)) == ["01", "02"]


def test_a_move_to_another_precinct_is_one(load):
    load(files.nc(*(files.line(n, precinct_abbrv=("01", "02")[n % 2]) for n in range(40))))
    moved = load(
        files.nc(*(files.line(n, precinct_abbrv="02" if n < 10 else ("01", "02")[n % 2]) for n in range(40)))
    )
    assert moved.report["changes"]["changes"] == {"precinct": 5}


def test_taken_back_everything_is_as_before(load):
    load(files.county(30))
    before = snapshot()
    week = load(
        files.nc(
            files.line(2, {"phone": "3715550177"}, res_street_address="77 QUAY ST", precinct_abbrv="09"),
            *(files.line(n) for n in range(3, 40)),
        )
    )
    assert snapshot() != before
    steps.take_back(week)
    after = snapshot()
    for kind in ("voters", "phones", "households"):
        assert after[kind] == before[kind]
    assert not Before.objects.exists()


def test_the_first_load_taken_back_leaves_an_empty_roll(load):
    loaded = load(files.county(5))
    steps.take_back(loaded)
    assert steps.take_back(loaded).state == "taken_back"
    assert not Voter.objects.exists() and not Household.objects.exists() and not Phone.objects.exists()
    load(files.county(5))
    assert Voter.objects.count() == 5


def test_only_the_newest_may_be_taken_back(load):
    first = load(files.county(3))
    load(files.county(4))
    with pytest.raises(steps.NotNow, match="take that one back first"):
        steps.take_back(first)


def test_a_voter_about_whom_something_is_recorded_stays_as_gone(load):
    from lib import door

    loaded = load(files.county(3))
    struck = Voter.objects.get(source_id="FW0000001")
    door.enter_many([{"kind": "strike", "payload": {"voter": struck.pk, "source": "watcher"}}])
    steps.take_back(loaded)
    struck.refresh_from_db()
    assert struck.gone_at and Voter.objects.count() == 1


def test_ids_follow_line_numbers_also_around_refused_lines(load):
    load(files.nc(files.line(1), "broken", files.line(2)))
    first, second = Voter.objects.order_by("source_id").values_list("id", flat=True)
    assert second - first == 2


def test_kept_under_its_checksum(load):
    loaded = load(files.county(3))
    assert keeping.path_of(loaded.sha256).read_bytes() == files.county(3)


def test_a_load_staged_before_another_is_compared_again(read):
    first, second = read(files.county(3)), read(files.county(3))
    steps.accept(first)
    accepted = steps.accept(second)
    assert accepted.report["changes"]["unchanged"] == 3
    assert Voter.objects.count() == 3


def empty() -> None:
    """An office that has only its journal and its kept files."""
    for model in (Voter, Phone, Household, Load):
        model.objects.all().delete()
    Area.objects.filter(kind="precinct").delete()
    Area.objects.filter(kind="region").delete()
    Area.objects.all().delete()


def test_a_rebuild_from_entry_and_kept_file_gives_the_same_ids(load):
    from roll import recording

    loaded = load(files.county(5))
    ids = dict(Voter.objects.values_list("source_id", "id"))
    entry = Entry.objects.get(kind="load")
    empty()
    recording.record_load(entry)
    assert dict(Voter.objects.values_list("source_id", "id")) == ids
    assert Load.objects.get().accepted_at == loaded.accepted_at


def test_a_rebuild_with_another_file_is_refused(load, kept):
    from lib import door
    from roll import recording

    load(files.county(5))
    entry = Entry.objects.get(kind="load")
    (kept / entry.payload["sha256"]).write_bytes(files.county(4))
    empty()
    with pytest.raises(door.Refused, match="accepted"):
        recording.record_load(entry)
