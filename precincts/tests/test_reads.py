"""What is on a watcher's phone: their posts, their precincts' voters by name, address line and code, nothing more."""

import json

from lib import clock, door
from precincts import reads
from precincts.models import Opening, Rule
from roll.models import Voter

ALL = 2**62


def test_the_roll_of_a_watcher(polls):
    Opening.objects.create(
        place=polls.school,
        opens_at=polls.post.starts_at,
        closes_at=polls.post.ends_at + (polls.post.ends_at - clock.now()),
    )
    told = reads.roll_of(polls.will.person, ALL)
    (post,) = told["posts"]
    assert (post["name"], post["place"], post["post"]) == ("SCHOOL", polls.school.pk, polls.post.pk)
    assert [p["code"] for p in post["precincts"]] == ["01", "02"]
    assert post["closes"] > post["ends"] and told["until"] > post["closes"]
    assert told["captain"] == {"name": "Maya", "phone": "+19195550199"}
    assert (post["phones_inside"], post["photos"]) == (True, False)
    assert len(told["checklist"]) == 5 and told["choices"] == []
    assert {row[0] for row in told["voters"]} == {polls.one.pk, polls.two.pk}
    assert told["voters"][0] == [polls.one.pk, 1, "LAST3", "FIRST3 Q", "97 Alder Ct", 1]


def test_it_can_be_sent(polls):
    assert json.dumps(reads.roll_of(polls.will.person, ALL))


def test_the_struck_and_what_changed_since(polls, client):
    one, two = polls.voters[polls.one.pk][:2]
    polls.will.send(client, polls.will.strike(one))
    before = reads.roll_of(polls.vera_w.person, _upto())
    assert [n for _precinct, n in before["struck"]] == [_n(one)]
    strike = polls.will.strike(two)
    polls.will.send(client, strike, polls.will.entry("correction", withdraws=[_first_strike()]))
    later = reads.struck_since(polls.vera_w.person, before["since"], _upto())
    assert (later["struck"], later["unstruck"]) == ([[polls.one.pk, _n(two)]], [[polls.one.pk, _n(one)]])
    again = reads.struck_since(polls.vera_w.person, later["since"], _upto())
    assert (again["struck"], again["unstruck"]) == ([], [])


def test_strikes_elsewhere_are_not_told(polls, client):
    door.enter("strike", {"voter": polls.voters[polls.three.pk][0].pk})
    assert reads.roll_of(polls.will.person, ALL)["struck"] == []
    assert reads.struck_since(polls.will.person, 0, ALL)["struck"] == []


def test_a_confidential_voter_has_no_address(polls):
    Voter.objects.filter(pk=polls.voters[polls.one.pk][0].pk).update(confidential=True)
    rows = [row for row in reads.roll_of(polls.will.person, ALL)["voters"] if row[2] == "LAST0"]
    assert [row[4] for row in rows if row[0] == polls.one.pk] == [""]


def test_newcomers_get_a_code_when_the_list_is_asked_for(polls):
    polls.people_of_another_load(polls.one, 2)
    told = reads.roll_of(polls.will.person, ALL)["voters"]
    assert [(row[1], row[5]) for row in told if row[2].startswith("NEW")] == [(7, 1), (8, 2)]


def test_who_has_no_post_chooses_one_of_the_team(polls, client):
    library = polls.at(polls.library)
    polls.at(polls.library, team=polls.durham_team)
    ines = polls.watcher("Ines")
    told = reads.roll_of(ines.person, ALL)
    assert told["posts"] == [] and told["voters"] == []
    assert [(c["post"], c["there"]) for c in told["choices"]] == [
        (library.pk, []),
        (polls.post.pk, ["Vera Watcher", "Will"]),
    ]
    ines.send(client, ines.entry("post_taken", post=library.pk))
    told = reads.roll_of(ines.person, ALL)
    assert [p["name"] for p in told["posts"]] == ["LIBRARY"] and told["choices"] == []
    ines.send(client, ines.entry("post_taken", ago=0, post=polls.post.pk))
    assert [p["name"] for p in reads.roll_of(ines.person, ALL)["posts"]] == ["SCHOOL"], "the later choice"


def test_tomorrows_roll_comes_in_the_evening(polls):
    ines = polls.watcher("Ines", polls.at(polls.library, starts=20, ends=28))
    assert reads.roll_of(ines.person, ALL)["voters"] == []
    assert reads.roll_of(ines.person, ALL)["posts"]
    with clock.shifted(5 * 3600):
        assert len(reads.roll_of(ines.person, ALL)["voters"]) == 6


def test_after_the_polls_nothing_is_left(polls):
    with clock.shifted(12 * 3600):
        told = reads.roll_of(polls.will.person, ALL)
    assert (told["posts"], told["voters"], told["until"]) == ([], [], None)


def test_put_elsewhere_by_the_captain(polls):
    from precincts import posting

    library = polls.at(polls.library, person=polls.will.person)
    posting.put(polls.post, polls.vera_w.person, polls.maya)
    assert [p.pk for p in reads.posts_of(polls.will.person)] == [library.pk]
    posting.end(library, polls.maya)
    assert reads.posts_of(polls.will.person) == []


def test_rules_of_the_nearest_area_win(polls):
    Rule.objects.create(area=polls.state, phones_inside=False, photos=True, checklist="A pencil\n\nA hat ")
    Rule.objects.create(area=polls.one, photos=False)
    told = reads.roll_of(polls.will.person, ALL)
    assert (told["posts"][0]["phones_inside"], told["posts"][0]["photos"]) == (False, False)
    assert told["checklist"] == ["A pencil", "A hat"]


def test_the_list_of_what_to_bring_speaks_ones_language(polls):
    assert reads.default_checklist("en")[1] == "A photo ID"


def _n(voter) -> int:
    return voter.strikecode_set.get().n


def _upto() -> int:
    from front_desk.models import Entry

    return Entry.objects.latest("seq").seq


def _first_strike() -> str:
    from roll.models import Strike

    return str(Strike.objects.earliest("seq").pk)
