"""Walk lists: turf on paper in the order of its route, with a sketch; given out as doors, typed in by row."""

import json
from datetime import time, timedelta

import pytest

from lib import clock, door
from lists.models import Attempt, Target
from lists.rules import Rules
from packets import handing, keying, numbers, printing, rounds
from packets.contents import again, walks
from packets.contents.places import Places
from packets.contents.sketching import sketch
from packets.models import Packet
from roll.models import Household

pytestmark = pytest.mark.django_db
ANY_HOUR = Rules(hours_from=time(0), hours_to=time(23, 59, 59))


@pytest.fixture
def town(paper):
    """Twenty-four doors with two voters each in a grid of two streets, a walk sheet of two turfs, two teams."""
    from crew.models import Team

    paper.voters = []
    for n in range(24):
        street = "ALDER CT" if n < 12 else "BIRCH LN"
        home = Household.objects.create(
            address_key=f"{n} {street}|27701", street=street, precinct=paper.precinct
        )
        for first in ("Ann", "Ben"):
            paper.voters.append(
                paper.voter(
                    first_name=first, last_name=f"Sample{n:02}", address=f"{n} {street.title()} Apt 2", household=home,
                    city="Durham", latitude=36 + n % 12 / 2000, longitude=-78.9 + (n // 12) / 500,
                )
            )  # fmt: skip
    paper.second = Team.objects.create(name="Team Two", area=paper.county)
    paper.sheet = paper.cut(
        channel="walk", turf_doors=12, rules=ANY_HOUR, teams=[paper.team.pk, paper.second.pk]
    )
    return paper


def lists_now() -> list[Packet]:
    return list(Packet.objects.filter(kind="walks", replaced_at=None, handed=False).order_by("part"))


def test_every_turf_is_a_list_and_neighbours_go_to_one_team(town):
    rounds.run()
    one, two = lists_now()
    assert (one.team, two.team) == (town.team, town.second)
    assert sorted(v for packet in (one, two) for _t, _d, voters in packet.rows for v in voters) == sorted(
        voter.pk for voter in town.voters
    )
    assert [len(packet.rows) for packet in (one, two)] == [12, 12]
    order = dict(Target.objects.filter(sheet=town.sheet).values_list("pk", "rank"))
    ranks = [order[target] for packet in (one, two) for target, _door, _voters in packet.rows]
    assert ranks == sorted(ranks)
    document = (town.folder / one.path).read_bytes()
    assert printing.pages(document) >= 2
    assert (
        "turf-001" in one.path
        and "Walk list" in (town.folder / one.path.split("/")[0] / "index.html").read_text()
    )


def test_a_list_has_addresses_and_no_phone_number(town):
    from roll.models import Phone

    Phone.objects.create(voter=town.voters[0], number="+19195550777")
    told = [content.sheet for content in walks.contents(Places(), "letter")]
    text = json.dumps(told)
    assert "3 Alder Ct Apt 2" in text and "Ann Sample03" in text
    assert "5550777" not in text and "555-0777" not in text
    assert [door["voters"][0]["row"] for door in told[0]["targets"]] == list(range(1, 25, 2))
    assert {letter for letter, _means in told[0]["results"]}.isdisjoint("BWX"), "nothing rings at a door"


def test_who_has_voted_or_is_hidden_is_on_no_list_of_the_next_round(town):
    rounds.run()
    before = [packet.pk for packet in lists_now()]
    gone, hidden = town.voters[0], town.voters[2]
    door.enter("strike", {"voter": gone.pk}, source="county")
    hidden.confidential, hidden.household, hidden.address = True, None, ""
    hidden.save()
    rounds.run()
    now = lists_now()
    assert gone.pk not in {v for p in now for _t, _d, voters in p.rows for v in voters}
    assert hidden.pk not in {v for p in now for _t, _d, voters in p.rows for v in voters}
    assert len(set(before) & {packet.pk for packet in now}) == 1, "the other turf lies there as it was"


def test_a_list_given_out_holds_its_doors_and_comes_back_once(town):
    rounds.run()
    packet, dana = lists_now()[0], town.person("Dana")
    given = handing.give(packet, dana, clock.now() + timedelta(hours=3), None)
    assert len(given.rows) == 12 and given.kind == "walks"
    with pytest.raises(handing.Cannot):
        handing.give(packet, town.person("Eve"), clock.now() + timedelta(hours=3), None)
    one = given.handings.get()
    said = keying.read(given, [{"row": 1, "letter": "C", "answers": {"1": 1}}, {"row": 3, "letter": "a"}])
    for _twice in range(2):
        assert [v["verdict"] for v in keying.enter(given, one, said, None)] == ["recorded", "recorded"]
    assert sorted(Attempt.objects.values_list("result", flat=True)) == ["contacted", "inaccessible"]
    handing.take_back(one, None)
    assert Target.objects.filter(sheet=town.sheet, hold=None).count() == 24


@pytest.mark.parametrize("letter", ["W", "X", "B", "CC", ""])
def test_a_box_that_is_not_on_a_walk_list_is_refused(town, letter):
    rounds.run()
    with pytest.raises(keying.Wrong):
        keying.read(lists_now()[0], [{"row": 1, "letter": letter}])


def test_back_up_paper_that_was_walked_is_typed_in(town):
    rounds.run()
    packet = lists_now()[1]
    one = handing.used(packet, town.person("Dana"), None)
    rows = keying.read(packet, [{"row": 24, "letter": "N"}])
    assert [v["verdict"] for v in keying.enter(packet, one, rows, None)] == ["recorded"]


def test_a_list_printed_again_keeps_its_rows_and_shows_nobody_who_is_gone(town):
    rounds.run()
    packet = lists_now()[0]
    voter = packet.rows[0][2][0]
    before = again.of_packet(packet).sheet
    door.enter("strike", {"voter": voter}, source="county")
    after = again.of_packet(packet).sheet
    assert [row["row"] for one in after["targets"] for row in one["voters"]] == [
        row["row"] for one in before["targets"] for row in one["voters"]
    ]
    assert after["targets"][0]["voters"][0]["name"] == "(off the list)"
    assert after["targets"][0]["address"] == before["targets"][0]["address"], "the other still lives there"


def test_a_sketch_fits_its_box_and_says_its_scale():
    doors = [(36 + n / 1000, -78.9 + n % 3 / 1000, "ALDER CT", n + 1) for n in range(9)]
    drawn = sketch(doors, "letter")
    assert all(0 <= x <= 1 and 0 <= y <= drawn["height"] for x, y, _label in drawn["points"])
    assert drawn["points"][0][1] > drawn["points"][-1][1], "north is up"
    assert drawn["bar"][1] == "500 ft" or drawn["bar"][1].endswith("mile")
    assert sketch(doors, "a4")["bar"][1].endswith("m")
    assert [name for _x, _y, name in drawn["streets"]] == ["Alder Ct"]
    wide = sketch([(36.0, -78.9, "", 1), (36.0, -78.8, "", 2), (36.0001, -78.85, "", 3)], "letter")
    assert wide["height"] == 0.16 and min(x for x, _y, _l in wide["points"]) == 0


def test_doors_at_one_place_share_a_point_and_two_places_are_no_picture():
    flats = [(36.0, -78.9, "ALDER CT", n) for n in (1, 2, 3)]
    more = [(36.001, -78.9, "", 4), (36.0, -78.901, "", 5), (None, None, "", 6)]
    assert [label for _x, _y, label in sketch(flats + more, "letter")["points"]] == ["1–3", "4", "5"]
    assert sketch(flats + more[:1], "letter") is None
    assert sketch([], "letter") is None


def test_a_town_without_coordinates_is_printed_without_a_sketch(town):
    from roll.models import Voter

    Voter.objects.update(latitude=None, longitude=None)
    (one, _two) = walks.contents(Places(), "letter")
    assert one.sheet["map"] is None
    document = printing.pdf("walks", one.sheet | {"number": numbers.shown(7), "as_of": "Tue 3 Nov 14:05"})
    assert printing.pages(document) >= 1


def test_a_door_with_a_whole_dormitory_is_set_over_several_pages(town):
    (one, _two) = walks.contents(Places(), "letter")
    people = [{"row": n, "name": f"Pat Sample{n}", "about": "19"} for n in range(1, 90)]
    sheet = one.sheet | {
        "targets": [{"address": "1 College Rd", "city": "", "voters": people}],
        "number": "17-0",
        "as_of": "now",
    }
    assert printing.pages(printing.pdf("walks", sheet)) >= 4
