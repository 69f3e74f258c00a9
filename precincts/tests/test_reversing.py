"""A device, a link or a source is reversed for a span in one entry, and the reversal itself can be lifted."""

from datetime import timedelta

import pytest

from front_desk.models import Entry
from lib import clock, door
from precincts.models import Reversal
from precincts.tests.test_recording import voted
from roll.models import Strike


def reverse(polls, **what) -> str:
    span = {"from": (clock.now() - timedelta(hours=1)).isoformat(), "to": None}
    return str(door.enter("reversal", span | what, by=polls.olga).id)


def lift(polls, reversal: str) -> None:
    door.enter("correction", {"withdraws": [reversal]}, by=polls.olga)


@pytest.fixture
def struck(polls, client):
    """Will struck two; Vera one of them, too; a file struck a third."""
    one, two, three, *_rest = polls.voters[polls.one.pk]
    polls.will.send(client, polls.will.strike(one, ago=1800), polls.will.strike(two, ago=60))
    polls.vera_w.send(client, polls.vera_w.strike(two))
    door.enter("strike", {"voter": three.pk, "source": "keyed"})
    return one.pk, two.pk, three.pk


def test_a_device_is_reversed_and_lifted(polls, struck):
    one, two, three = struck
    reversal = reverse(polls, device=polls.will.device.pk)
    assert voted() == {two, three}, "what others saw still counts"
    assert Reversal.objects.get().strikes_n == 2
    lift(polls, reversal)
    assert voted() == {one, two, three}
    assert Reversal.objects.get().withdrawn_by


def test_a_source_is_reversed(polls, struck):
    one, two, _three = struck
    reverse(polls, source="keyed")
    assert voted() == {one, two}


def test_a_link_is_reversed(polls, struck):
    from crew import join_links

    link = join_links.make(polls.polls_team, polls.maya)
    polls.vera_w.device.link = polls.will.device.link = link
    polls.vera_w.device.save()
    polls.will.device.save()
    reverse(polls, link=link.pk)
    assert voted() == {struck[2]}


def test_only_the_span_is_reversed(polls, client):
    one, two, *_rest = polls.voters[polls.one.pk]
    first = polls.will.strike(one)
    polls.will.send(client, first)
    with clock.shifted(3600):
        polls.will.send(client, polls.will.strike(two))
        half = (clock.now() - timedelta(minutes=30)).isoformat()
        reverse(polls, device=polls.will.device.pk, **{"from": half})
        assert voted() == {one.pk}


def test_a_clock_set_back_does_not_escape(polls, client):
    """Whoever has the phone sets its clock: the time of receipt counts, too."""
    one, *_rest = polls.voters[polls.one.pk]
    polls.will.send(client, polls.will.strike(one, ago=5000))
    reverse(polls, device=polls.will.device.pk, **{"from": (clock.now() - timedelta(minutes=1)).isoformat()})
    assert voted() == set()


def test_what_comes_later_is_covered_and_said_to_be_recorded(polls, client):
    one, *_rest = polls.voters[polls.one.pk]
    late = polls.will.strike(one, ago=120)
    reversal = reverse(polls, device=polls.will.device.pk)
    assert polls.will.reasons(client, late) == ["recorded"]
    assert voted() == set()
    lift(polls, reversal)
    assert voted() == {one.pk}


def test_lifted_it_does_not_bring_back_what_its_sender_took_back(polls, client, struck):
    one, two, three = struck
    reversal = reverse(polls, device=polls.will.device.pk)
    mine = str(Strike.objects.get(voter=one).pk)
    polls.will.send(client, polls.will.entry("correction", withdraws=[mine]))
    lift(polls, reversal)
    assert voted() == {two, three}


def test_under_two_reversals_lifting_one_is_not_enough(polls, struck):
    one, two, three = struck
    first = reverse(polls, device=polls.will.device.pk)
    second = reverse(polls, source="device")
    lift(polls, first)
    assert voted() == {three}
    lift(polls, second)
    assert voted() == {one, two, three}


def test_again_or_of_nothing(polls, struck):
    reverse(polls, device=polls.will.device.pk)
    reverse(polls, device=polls.will.device.pk)
    assert Reversal.objects.latest("at").strikes_n == 0
    for what in ({}, {"device": 1, "source": "keyed"}):
        with pytest.raises(door.Refused):
            reverse(polls, **what)
    assert Entry.objects.filter(reason="reverse_what").count() == 2


def test_a_volunteer_cannot_lift_it(polls, client, struck):
    reversal = reverse(polls, device=polls.will.device.pk)
    lifting = polls.will.entry("correction", withdraws=[reversal])
    assert polls.will.reasons(client, lifting) == ["not_yours"]
    assert struck[0] not in voted()
