"""Others' strikes on a watcher's screen: within the precinct and nowhere else, and what was missed on coming back."""

import asyncio
import json
import time

import pytest
from django.db import connection

from boiler_room.live import asgi, hub, striking
from boiler_room.live.hub import Hub
from boiler_room.live.listener import Listener
from boiler_room.live.signing_in import Guest
from boiler_room.tests.streams import Stream, bearer
from front_desk.following import settled_up_to
from lib import clock, door
from lib.testing.waiting import until
from lib.uuid7 import uuid7
from precincts import news, posting, reads
from precincts.models import StrikeCode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phones(polls, port):
    """Vera's and Will's at the school, and Ines's at the library; each has heard that it is connected."""
    polls.ines = polls.watcher("Ines", polls.at(polls.library))
    found = [Stream(port, **bearer(one)) for one in (polls.vera_w, polls.will, polls.ines)]
    assert all(phone.next("build") for phone in found)
    until(lambda: asgi.hub.strikes.whole is not None)
    return found


def pair(voter) -> list[int]:
    return [voter.precinct_id, StrikeCode.objects.get(voter=voter).n]


def hears_nothing(phone) -> None:
    phone.connection.sock.settimeout(1)
    with pytest.raises(TimeoutError):
        phone.next("struck")


def test_a_strike_reaches_both_phones_of_the_precinct_and_no_other(polls, client, phones):
    vera, will, ines = phones
    voter = polls.voters[polls.one.pk][2]
    assert polls.will.reasons(client, polls.will.strike(voter)) == ["recorded"]
    struck = time.monotonic()
    for phone in (vera, will):
        assert phone.next("struck") == {"struck": [pair(voter)], "unstruck": []}
    assert time.monotonic() - struck < 1  # promise 5, on a machine that runs tests
    hears_nothing(ines)


def test_one_taken_back_is_told_and_a_second_watchers_stays(polls, client, phones):
    vera = phones[0]
    one, two = polls.voters[polls.one.pk][:2]
    sent = [polls.will.strike(one), polls.will.strike(two)]
    polls.will.send(client, *sent)
    assert vera.next("struck") == {"struck": [pair(one), pair(two)], "unstruck": []}, "one event a look"
    polls.vera_w.send(client, polls.vera_w.strike(two))
    polls.will.send(client, polls.will.entry("correction", withdraws=[entry["id"] for entry in sent]))
    told = vera.next("struck")
    assert told["unstruck"] == [pair(one)] and pair(two) not in told["unstruck"]


def test_who_was_away_is_told_what_was_missed_and_then_goes_on(polls, client, port):
    one, two, three = polls.voters[polls.one.pk][:3]
    first = polls.will.strike(one)
    polls.will.send(client, first)
    since = reads.roll_of(polls.vera_w.person, settled_up_to())["since"]
    polls.will.send(client, polls.will.strike(two), polls.will.entry("correction", withdraws=[first["id"]]))
    vera = Stream(port, f"/live?since={since}", **bearer(polls.vera_w))
    told = vera.next("struck")
    while "since" not in told:  # the first look goes back a little
        told = vera.next("struck")
    assert (told["struck"], told["unstruck"]) == ([pair(two)], [pair(one)]) and told["since"] > since
    polls.will.send(client, polls.will.strike(three))
    assert pair(three) in vera.next("struck")["struck"]


def test_a_caller_and_nonsense_are_told_nothing(polls, client, port):
    polls.will.send(client, polls.will.strike(polls.voters[polls.one.pk][0]))
    nobody = polls.watcher("Nora")
    for path, who in (
        ("/live?since=0", nobody),
        ("/live?since=%C2%B2", polls.will),
        ("/live?since=" + "9" * 30, polls.vera_w),
    ):
        phone = Stream(port, path, **bearer(who))
        assert phone.status == 200 and phone.next("build")
        if who is nobody:
            hears_nothing(phone)


def test_a_post_given_to_somebody_else_ends_what_one_is_told(polls, client, port, monkeypatch):
    monkeypatch.setattr(hub, "POSTS_EVERY", 1)
    stay, go = polls.watcher("Stan"), polls.watcher("Gus")
    post = polls.at(polls.library, person=go.person)
    phones = [Stream(port, **bearer(one)) for one in (stay, go)]
    assert all(phone.next("build") for phone in phones)
    posting.put(post, stay.person, polls.maya)
    until(lambda: [one.person for one in asgi.hub.precincts.get(polls.three.pk, ())] == [stay.person.pk])
    voter = polls.voters[polls.three.pk][0]
    door.enter("strike", {"voter": voter.pk})
    assert phones[0].next("struck")["struck"] == [pair(voter)]
    hears_nothing(phones[1])


@pytest.fixture
def strikes(polls):
    """A look that has begun, and knows of nothing to come."""
    found = striking.Strikes()
    found.news()
    return found


@pytest.fixture
def slow(polls):
    """`slow(voter)`: a strike in a transaction that stays open until `slow.commit()`."""
    import psycopg

    with psycopg.connect(**connection.get_connection_params()) as other:

        class Slow:
            commit = other.commit

            def __call__(self, voter):
                one = {"id": str(uuid7()), "kind": "strike", "seen_at": clock.now().isoformat()}
                body = json.dumps([one | {"payload": {"voter": voter.pk}}])
                other.execute("select front_desk_receive(%s, null, null, 'desk', null)", [body])

        yield Slow()


def test_one_that_commits_late_is_found_and_each_once(polls, strikes, slow):
    one, two = polls.voters[polls.one.pk][:2]
    slow(one)
    door.enter("strike", {"voter": two.pk})
    assert strikes.news() == {polls.one.pk: ([pair(two)[1]], [])}
    assert strikes.news() == {}
    slow.commit()
    assert strikes.news() == {polls.one.pk: ([pair(one)[1]], [])}
    assert strikes.news() == {} and strikes.told == set()


def test_what_lay_behind_a_long_transaction_is_told_when_it_is_over(polls, strikes, slow, monkeypatch):
    monkeypatch.setattr(striking, "BACK", 2)
    late, *others = polls.voters[polls.one.pk]
    slow(late)
    for voter in others:
        door.enter("strike", {"voter": voter.pk})
        assert strikes.news() == {polls.one.pk: ([pair(voter)[1]], [])}
    assert len(strikes.told) == 2, "no more is kept than the next look finds again"
    slow.commit()
    assert pair(late)[1] in strikes.news()[polls.one.pk][0]
    assert strikes.news() == {} and strikes.told == set()


def test_a_flood_is_left_to_the_phones_own_question(polls, strikes, monkeypatch):
    monkeypatch.setattr(striking, "MOST", 3)
    voters = polls.voters[polls.one.pk]
    door.enter_many([{"kind": "strike", "payload": {"voter": voter.pk}} for voter in voters[:5]])
    (told,) = strikes.news().values()
    assert len(told[0]) == 3
    assert strikes.news() == {}
    door.enter("strike", {"voter": voters[5].pk})
    assert strikes.news() == {polls.one.pk: ([pair(voters[5])[1]], [])}


def test_a_strike_costs_as_many_writes_as_its_precinct_has_screens():
    written = []

    async def all_of_it():
        hub = Hub()
        for n in range(2000):
            guest = Guest(person=n, device=n, precincts=frozenset([n // 2]))

            async def send(message, n=n):
                written.append(n)

            hub.join(Listener(guest, send, asyncio.current_task()))
        assert len(hub.precincts) == 1000
        hub.to_precinct(7, ([1, 2], [3]))
        hub.to_precinct(5000, ([1], []))
        for streams in tuple(hub.devices.values()):
            hub.leave(streams[0])
        assert hub.precincts == {} and hub.devices == {}

    asyncio.run(all_of_it())
    assert sorted(written) == [14, 15]


def test_where_many_people_stand_is_what_each_phone_carries(polls, client):
    """Against the posts that the list is made of, with choices that overlap, posts to come and posts that are over."""
    people = [polls.will, polls.vera_w, *(polls.watcher(name) for name in ("Ines", "Jo", "Kim"))]
    library, tomorrow = polls.at(polls.library), polls.at(polls.library, starts=20, ends=30)
    evening = polls.at(polls.school, starts=7, ends=12)
    for i, one in enumerate(people):
        chosen = [library, evening, tomorrow, polls.post][i % 4 :] + [evening][: i % 2]
        one.send(
            client, *[one.entry("post_taken", ago=50 - j, post=post.pk) for j, post in enumerate(chosen)]
        )
    posting.end(polls.at(polls.library, person=people[1].person), polls.maya)
    for hours in (0, 5, 9, 12, 18, 40):
        with clock.shifted(hours * 3600):
            at = clock.now()
            carried = {}
            for one in people:
                near = {
                    a
                    for p in reads.posts_of(one.person, at)
                    if p.starts_at - reads.EARLY <= at
                    for a in p.precincts
                }
                if near:
                    carried[one.person.pk] = near
            assert news.precincts_of([one.person.pk for one in people], at) == carried
