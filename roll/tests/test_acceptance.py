"""Accepting in the background: once, and whatever is killed meanwhile."""

import pytest

from roll import tasks
from roll.loading import acceptance, steps
from roll.models import Load, Strike, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db


def now(load: Load) -> Load:
    return Load.objects.get(pk=load.pk)


def test_asked_for_and_done(read):
    staged = read(files.county(3))
    assert acceptance.ask(staged) and now(staged).state == "accepting"
    assert not Voter.objects.exists()
    tasks.accept_load(staged.pk)
    assert now(staged).state == "accepted" and now(staged).asked is None
    assert Voter.objects.count() == 3


def test_asked_for_twice_it_is_done_once(read):
    staged = read(files.county(3))
    assert acceptance.ask(staged) and not acceptance.ask(staged)
    tasks.accept_load(staged.pk)
    assert not acceptance.ask(staged)
    tasks.accept_load(staged.pk)
    assert Voter.objects.count() == 3


def test_a_refused_load_cannot_be_asked_for(read):
    staged = read(files.county(3))
    steps.refuse(staged)
    with pytest.raises(steps.NotNow):
        acceptance.ask(staged)


def test_what_was_killed_is_taken_up_again(read, monkeypatch):
    """The jobs process dies between the transaction and what follows it."""
    steps.accept(read(files.county(3)))
    ballots = read(files.absentee((1, "ACCEPTED")), "voted")
    acceptance.ask(ballots)

    class Killed(BaseException):
        pass

    def killed(_load):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(steps, "after", killed)
        with pytest.raises(Killed):
            tasks.accept_load(ballots.pk)
    assert now(ballots).state == "accepted" and not Strike.objects.exists()
    tasks.take_up(0)
    assert Strike.objects.count() == 1 and now(ballots).asked is None


def test_news_since_it_was_read_asks_a_person(read):
    """Staged against an empty roll it was harmless; now half of a county would go."""
    half = read(files.county(20), name="half.txt")
    steps.accept(read(files.county(40)))
    acceptance.ask(half)
    tasks.accept_load(half.pk)
    asked = now(half)
    assert asked.state == "staged" and "20 of 40 voters" in asked.report["alarms"][0]
    assert Voter.objects.filter(gone_at=None).count() == 40
    acceptance.ask(asked, even_so=True)
    tasks.accept_load(half.pk)
    assert now(half).state == "accepted" and Voter.objects.filter(gone_at=None).count() == 20


def test_what_breaks_waits_for_a_person(read, monkeypatch):
    staged = read(files.county(3))
    acceptance.ask(staged)

    def broken(_load, **_more):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(steps, "accept", broken)
    with pytest.raises(RuntimeError):
        tasks.accept_load(staged.pk)
    assert now(staged).state == "staged" and "try once more" in now(staged).error


def test_taken_back_in_the_background(read):
    loaded = steps.accept(read(files.county(3)))
    assert acceptance.ask_back(loaded) and now(loaded).state == "taking_back"
    assert not acceptance.ask_back(loaded) and Voter.objects.count() == 3
    tasks.accept_load(loaded.pk)
    assert now(loaded).state == "taken_back" and now(loaded).asked is None and not Voter.objects.exists()
    assert not acceptance.ask_back(loaded)


def test_only_what_may_be_is_asked_back(read):
    first = steps.accept(read(files.county(3)))
    newer = steps.accept(read(files.county(4)))
    with pytest.raises(steps.NotNow, match="take that one back first"):
        acceptance.ask_back(first)
    acceptance.ask_back(newer)
    with pytest.raises(steps.NotNow):  # it is still on its way
        acceptance.ask_back(first)
    tasks.accept_load(newer.pk)
    assert acceptance.ask_back(first)


def test_what_is_still_being_entered_is_not_taken_back_meanwhile(read, monkeypatch):
    staged = read(files.county(3))
    acceptance.ask(staged)
    with monkeypatch.context() as killed:
        killed.setattr(steps, "after", lambda _load: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            tasks.accept_load(staged.pk)
    assert now(staged).state == "accepted" and now(staged).under_way
    with pytest.raises(steps.NotNow, match="still being entered"):
        acceptance.ask_back(staged)
    tasks.accept_load(staged.pk)
    assert not now(staged).under_way and acceptance.ask_back(staged)


def test_a_return_that_was_killed_withdraws_its_strikes_later(read, monkeypatch):
    steps.accept(read(files.county(3)))
    ballots = steps.accept(read(files.absentee((1, "ACCEPTED")), "voted"))
    acceptance.ask_back(ballots)

    class Killed(BaseException):
        pass

    def killed(_load):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(steps, "after", killed)
        with pytest.raises(Killed):
            tasks.accept_load(ballots.pk)
    assert now(ballots).state == "taken_back" and Strike.objects.filter(withdrawn_by=None).exists()
    tasks.take_up(0)
    assert not Strike.objects.filter(withdrawn_by=None).exists() and now(ballots).asked is None


def test_a_return_that_breaks_leaves_the_load_accepted(read, monkeypatch):
    loaded = steps.accept(read(files.county(3)))
    acceptance.ask_back(loaded)

    def broken(_load, **_more):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(steps, "take_back", broken)
    with pytest.raises(RuntimeError):
        tasks.accept_load(loaded.pk)
    assert now(loaded).state == "accepted" and "try once more" in now(loaded).error
    assert Voter.objects.count() == 3 and acceptance.ask_back(loaded)
