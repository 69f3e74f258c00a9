"""What watchers send: recorded for their own posts, refused or waiting elsewhere, and once."""

import pytest

from front_desk import settling
from lib import clock, door
from precincts.models import Holder, Incident, LineReport, PollsReport, Ride, Rule, Sign
from precincts.tests.polls import verdict_of
from roll.models import Strike, Voted

DAY = 86_400


def voted() -> set[int]:
    return set(Voted.objects.filter(ended_seq=None).values_list("voter_id", flat=True))


def test_a_strike_by_code_counts_for_the_voter_it_names(polls, client):
    voter = polls.voters[polls.one.pk][2]
    assert polls.will.reasons(client, polls.will.strike(voter)) == ["recorded"]
    assert voted() == {voter.pk}
    strike = Strike.objects.get()
    assert (strike.source, strike.device_id) == ("device", polls.will.device.pk)
    assert Sign.objects.get(person=polls.will.person).strike_at == strike.at


def test_struck_by_many_it_counts_once(polls, client):
    voter = polls.voters[polls.one.pk][0]
    first = polls.will.strike(voter)
    assert polls.will.reasons(client, first, polls.will.strike(voter)) == ["recorded", "recorded"]
    assert polls.vera_w.reasons(client, polls.vera_w.strike(voter)) == ["recorded"]
    door.enter("strike", {"voter": voter.pk, "source": "nc_absentee"})
    assert polls.will.reasons(client, first) == ["recorded"], "a repeat"
    assert Strike.objects.count() == 4 and Voted.objects.count() == 1


def test_another_precinct_is_refused_and_kept(polls, client):
    voter = polls.voters[polls.three.pk][0]
    polls.at(polls.library)  # someone else's post: the voter has a code
    strike = polls.will.strike(voter)
    assert polls.will.reasons(client, strike) == ["not_your_precinct"]
    assert verdict_of(strike) == ("refused", "not_your_precinct")
    assert polls.will.reasons(client, strike) == ["not_your_precinct"], "asked again, told the same"
    assert voted() == set()


def test_accepted_by_a_captain_it_counts(polls, client):
    voter = polls.voters[polls.three.pk][0]
    polls.at(polls.library)
    strike = polls.will.strike(voter)
    polls.will.send(client, strike)
    settling.settle(strike["id"], "accept", polls.maya)
    assert voted() == {voter.pk}


@pytest.mark.parametrize("typed", ["10", "99999", "1", "0"])
def test_a_code_with_a_slip_is_refused(polls, client, typed):
    entry = polls.will.entry("strike", precinct=polls.one.pk, code=typed)
    assert polls.will.reasons(client, entry) == ["unknown_code"]


def test_a_code_holds_in_its_own_precinct_alone(polls, client):
    """The same code at one table means another voter in the other precinct."""
    one, two = polls.voters[polls.one.pk], polls.voters[polls.two.pk]
    strike = polls.will.strike(one[0])
    polls.will.send(
        client, strike, strike | {"id": str(polls.will.entry("x")["id"]), "precinct": polls.two.pk}
    )
    assert {v.precinct_id for v in one + two if v.pk in voted()} == {polls.one.pk, polls.two.pk}


@pytest.mark.parametrize("off", [DAY, -DAY, 400 * DAY])
def test_a_wrong_clock_is_corrected_never_refused(polls, client, off):
    polls.will.clock_off = off
    voter = polls.voters[polls.one.pk][0]
    assert polls.will.reasons(client, polls.will.strike(voter, ago=600)) == ["recorded"]
    late = (clock.now() - Strike.objects.get().at).total_seconds()
    assert 595 < late < 660


@pytest.mark.parametrize("off", [DAY, -DAY])
def test_a_clock_put_right_before_sending_is_no_reason_to_refuse(polls, client, off):
    polls.will.clock_off = off
    strike = polls.will.strike(polls.voters[polls.one.pk][0])
    polls.will.clock_off = 0
    assert polls.will.reasons(client, strike) == ["recorded"]
    at = Strike.objects.get().at
    assert polls.post.starts_at - (clock.now() - at) < at <= clock.now(), "within the post"


def test_long_after_the_post_it_waits_for_a_person(polls, client):
    strike = polls.will.strike(polls.voters[polls.one.pk][0], ago=-11.5 * 3600)
    with clock.shifted(12 * 3600):
        assert polls.will.reasons(client, strike) == ["outside_post"]
    assert verdict_of(strike) == ("waiting", "outside_post")


def test_in_time_it_counts_however_late_it_comes(polls, client):
    strike = polls.will.strike(polls.voters[polls.one.pk][0])
    sent = polls.will
    with clock.shifted(30 * 3600):
        assert sent.reasons(client, strike) == ["recorded"]


def test_a_post_of_tomorrow_does_not_open_today(polls, client):
    ines = polls.watcher("Ines", polls.at(polls.library, starts=20, ends=30))
    assert ines.reasons(client, ines.strike(polls.voters[polls.three.pk][0])) == ["outside_post"]


def test_more_than_a_person_can_do_waits(polls, client):
    voter = polls.voters[polls.one.pk][0]
    burst = [polls.will.strike(voter, ago=30 - i / 4) for i in range(70)]
    assert polls.will.reasons(client, *burst) == ["recorded"] * 60 + ["too_fast"] * 10
    calm = polls.will.strike(voter, ago=300)
    assert polls.will.reasons(client, calm) == ["recorded"]
    assert polls.vera_w.reasons(client, polls.vera_w.strike(voter)) == ["recorded"], "each phone by itself"


def test_too_many_in_an_hour_wait(polls, client):
    voter = polls.voters[polls.one.pk][0]
    for start in range(0, 1520, 190):
        reasons = polls.will.reasons(
            client, *[polls.will.strike(voter, ago=3500 - (start + i) * 2.2) for i in range(190)]
        )
    assert Strike.objects.count() == 1500
    assert reasons.count("too_fast") == 20


def test_a_whole_mornings_strikes_at_once_are_not_too_fast(polls, client):
    voters = polls.voters[polls.one.pk]
    entries = [polls.will.strike(voters[i % 6], ago=5400 - i * 27) for i in range(200)]
    assert set(polls.will.reasons(client, *entries)) == {"recorded"}


def test_reports_from_a_place(polls, client):
    will, school = polls.will, polls.school.pk
    reasons = will.reasons(
        client,
        will.entry("line_report", place=school, minutes=40),
        will.entry("polls_report", place=school, what="opened"),
        will.entry("line_report", place=polls.library.pk, minutes=10),
    )
    assert reasons == ["recorded", "recorded", "not_your_precinct"]
    assert LineReport.objects.get().minutes == 40 and PollsReport.objects.get().what == "opened"


def test_incidents_and_the_voter_a_code_names(polls, client):
    will, school = polls.will, polls.school.pk
    voter = polls.voters[polls.two.pk][1]
    strike = will.strike(voter)
    gone = will.entry("turned_away", place=school, precinct=polls.two.pk, code=strike["code"], reason="no_id")
    none = will.entry("not_on_list", place=school, text="A student, new here")
    trouble = will.entry("incident", place=school, category="machine", text="No paper", photo="a" * 64)
    assert will.reasons(client, gone, none, trouble) == ["recorded"] * 3
    turned = Incident.objects.get(category="turned_away")
    assert (turned.voter_id, turned.reason, turned.state) == (voter.pk, "no_id", "new")
    assert voted() == set(), "turned away is not a strike"
    assert Incident.objects.get(category="not_on_list").text == "A student, new here"
    assert Incident.objects.get(category="machine").photo == "", "photos are off until they are allowed"


def test_a_photo_where_photos_are_allowed(polls, client):
    Rule.objects.create(area=polls.durham, photos=True)
    trouble = polls.will.entry("incident", place=polls.school.pk, category="line", photo="b" * 64)
    polls.will.send(client, trouble)
    assert Incident.objects.get().photo == "b" * 64


def test_a_ride_by_code(polls, client):
    voter = polls.voters[polls.one.pk][4]
    code = polls.will.strike(voter)["code"]
    ride = polls.will.entry("ride_request", precinct=polls.one.pk, code=code, note="Wheelchair")
    assert polls.will.reasons(client, ride) == ["recorded"]
    assert (Ride.objects.get().voter, Ride.objects.get().note) == (voter, "Wheelchair")


def test_undone_it_counts_no_more_also_when_the_undoing_comes_first(polls, client):
    will, school = polls.will, polls.school.pk
    entries = [
        will.strike(polls.voters[polls.one.pk][0]),
        will.entry("line_report", place=school, minutes=5),
        will.entry("incident", place=school, category="other"),
    ]
    undo = [will.entry("correction", withdraws=[e["id"]]) for e in entries]
    will.send(client, undo[0], undo[1])
    will.send(client, *entries)
    will.send(client, undo[2])
    assert voted() == set()
    assert not LineReport.objects.filter(withdrawn_by=None).exists()
    assert not Incident.objects.filter(withdrawn_by=None).exists()


def test_nobody_takes_back_what_another_sent(polls, client):
    strike = polls.will.strike(polls.voters[polls.one.pk][0])
    polls.will.send(client, strike)
    undo = polls.vera_w.entry("correction", withdraws=[strike["id"]])
    assert polls.vera_w.reasons(client, undo) == ["not_yours"]
    assert len(voted()) == 1


def test_choosing_a_post(polls, client):
    post = polls.at(polls.library)
    ines = polls.watcher("Ines")
    strike = ines.strike(polls.voters[polls.three.pk][0])
    assert ines.reasons(client, strike, ines.entry("post_taken", post=post.pk)) == ["recorded", "recorded"]
    assert Holder.objects.get(post=post).person == ines.person


def test_a_post_of_another_team_cannot_be_chosen(polls, client):
    post = polls.at(polls.library, team=polls.durham_team)
    ines = polls.watcher("Ines")
    assert ines.reasons(client, ines.entry("post_taken", post=post.pk)) == ["not_your_post"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "strike", "precinct": 1, "code": "12a4"},
        {"kind": "strike", "precinct": 1},
        {"kind": "strike", "voter": 1},
        {"kind": "line_report", "place": 1, "minutes": 601},
        {"kind": "polls_report", "place": 1, "what": "exploded"},
        {"kind": "incident", "place": 1, "category": "turned_away"},
        {"kind": "incident", "place": 1, "category": "other", "text": "x" * 1001},
        {"kind": "incident", "place": 1, "category": "other", "photo": "../../etc/passwd"},
        {"kind": "ride_request", "precinct": 1},
        {"kind": "ride_request", "hold": 1},
        {"kind": "post_taken"},
    ],
)
def test_what_cannot_be_read_is_refused_by_itself(polls, client, fields):
    good = polls.will.strike(polls.voters[polls.one.pk][0])
    bad = polls.will.entry(**fields)
    verdicts = {v["id"]: v["reason"] or v["verdict"] for v in polls.will.send(client, bad, good)["verdicts"]}
    assert verdicts == {good["id"]: "recorded", bad["id"]: "malformed"}
