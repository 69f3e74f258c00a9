"""Phone trees on paper: one sheet an area, only of people who agreed, and the message while one goes round."""

import json

import pytest

from crew.models import Area, Team
from crew.trees import agreeing, making, ringing
from packets import printing, rounds
from packets.contents import again, trees
from packets.contents.places import Places
from packets.models import Packet

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(paper):
    """Twelve people of the county's team, and six of a staging location below it; Rita has said nothing."""
    county = paper.county
    staging = Area.objects.create(kind="staging", name="Old School", code="S1", parent=county, lineage=[])
    staging.lineage = [*county.lineage, staging.pk]
    staging.save()
    there = Team.objects.create(name="Team There", area=staging)
    paper.people = []
    for team, n in ((paper.team, 12), (there, 6)):
        for k in range(n):
            person = paper.person(f"{team.name} {k:02}")
            person.team, person.phone = team, f"+1919555{len(paper.people) + 200:04}"
            person.save()
            paper.people.append(person)
    paper.rita = paper.person("Rita")
    paper.rita.team, paper.rita.phone = paper.team, "+19195550399"
    paper.rita.save()
    agreeing.say(paper.people, True, "staff", None)
    return making.make(county, 5, None)


def sheets() -> dict[str, trees.Content]:
    return {content.sheet["subject"]: content for content in trees.contents(Places(), "letter")}


def test_everybody_is_rung_on_exactly_one_sheet(tree, paper):
    found = sheets()
    assert set(found) == {paper.county.name, "Old School"}
    rung = [person for content in found.values() for person in content.rows]
    assert sorted(rung) == sorted(person.pk for person in paper.people)
    for content in found.values():
        told = [one[0] for card in content.sheet["cards"] for ring in card["rings"] for one in ring["pair"]]
        assert told == list(range(1, len(content.rows) + 1)), "rows are numbered in their order"


def test_an_area_reads_how_the_tree_comes_in(tree):
    (entry,) = sheets()["Old School"].sheet["entries"]
    assert entry[0].startswith("Team There") and "555-02" in entry[1]
    away = [
        ring["away"] for card in sheets()["Durham"].sheet["cards"] for ring in card["rings"] if ring["away"]
    ]
    assert away == ["Old School"]


def test_who_did_not_agree_or_takes_it_back_is_on_no_paper(tree, paper):
    rounds.run()
    text = json.dumps([content.sheet for content in sheets().values()])
    assert "Rita" not in text
    gone = paper.people[3]
    old = [packet.pk for packet in Packet.objects.filter(kind="trees") if gone.pk in packet.rows]
    agreeing.say([gone], False, "link", gone)
    assert gone.name not in json.dumps([content.sheet for content in sheets().values()])
    rounds.run()
    now = Packet.objects.filter(kind="trees", replaced_at=None)
    assert now.count() == 2 and not any(gone.pk in packet.rows for packet in now)
    for packet in Packet.objects.filter(pk__in=old):
        assert packet.replaced_at and not (paper.folder / packet.path).exists()


def test_the_message_is_on_the_paper_while_it_goes_round(tree):
    ring = ringing.begin(tree, "Polls stay open until 9 tonight.", False, None)
    assert all("until 9 tonight" in content.sheet["message"] for content in sheets().values())
    ringing.end(ring, None)
    assert all(content.sheet["message"] == "" for content in sheets().values())


def test_a_round_prints_it_once_and_a_tree_given_up_goes_away(tree, paper):
    first, second = rounds.run(), rounds.run()
    assert first.trouble == "" and second.printed == 0
    for packet in Packet.objects.filter(kind="trees"):
        document = (paper.folder / packet.path).read_bytes()
        assert printing.pages(document) == 1
    assert "Phone tree: Old School" in next(paper.folder.glob("old-school*/index.html")).read_text()
    making.give_up(tree, None)
    rounds.run()
    assert not list(paper.folder.rglob("phone-tree*"))


def test_it_is_set_in_large_print_too(tree):
    rounds.run()
    packet = Packet.objects.get(kind="trees", area=tree.area)
    assert printing.pages(again.pdf(packet, large=True)) >= 1
    making.give_up(tree, None)
    assert "Team There" not in json.dumps(again.sheet(packet)), "given up since: nobody stands on it"
