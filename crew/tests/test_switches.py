"""Features switched by area: the nearest word holds, by those who may, with a reason, in the audit log."""

import pytest
from django.db import connection

from crew.models import AuditNote, Switch
from crew.switches import features, standing
from crew.switches.switching import switch
from lib import door

PRACTICE, RIDES = "calls.practice", "polls.rides"


def on(area, name=PRACTICE) -> bool:
    return standing.is_on(name, area)


def turn(client, name=PRACTICE, to="off", reason="Too many at once", area=""):
    said = {"to": to, "reason": reason, "area": area and area.pk}
    return client.post(f"/staff/switches/{name}/", said, follow=True)


def test_the_nearest_area_that_says_anything_holds(town):
    everywhere, durham, precinct = None, town.durham, town.precincts[0]
    assert on(everywhere) and on(precinct)
    switch(PRACTICE, None, "off", "load", town.olga)
    assert not on(everywhere) and not on(precinct)
    switch(PRACTICE, durham, "on", "", town.olga)
    assert on(durham) and on(precinct) and not on(town.wake)
    switch(PRACTICE, precinct, "off", "here only", town.olga)
    assert on(durham) and not on(precinct)
    switch(PRACTICE, precinct, "inherit", "", town.olga)
    switch(PRACTICE, None, "inherit", "", town.olga)
    assert on(everywhere) and on(precinct) and on(town.wake)
    assert on(precinct, RIDES), "another feature was never touched"


def test_a_team_hears_of_its_own_area_and_its_own_screen(town):
    switch(PRACTICE, town.durham, "off", "load", town.olga)
    switch(RIDES, None, "off", "no drivers", town.olga)
    place = Switch.objects.get(feature=RIDES).place
    found = standing.told(standing.of_team(town.durham_team.pk))
    assert found == {"as_of": place, "off": [PRACTICE]}, "rides are not on a caller's screen"
    assert standing.told(standing.of_team(town.wake_team.pk)) == {"as_of": place, "off": []}
    assert standing.told(standing.of_team(None))["off"] == []
    type(town.durham_team).objects.update(work="polls")
    assert standing.told(standing.of_team(town.durham_team.pk))["off"] == [RIDES]


def test_what_an_office_without_switches_costs_is_one_look_at_an_empty_table(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert standing.of_team(town.durham_team.pk)["states"] == {}


def test_a_precinct_moved_elsewhere_follows_its_new_area(town):
    switch(PRACTICE, town.wake, "off", "load", town.olga)
    moved = {
        "id": town.precincts[0].pk,
        "kind": "precinct",
        "name": "P",
        "code": "11",
        "parent": town.wake.pk,
    }
    door.enter("area", {"areas": [moved]})
    town.precincts[0].refresh_from_db()
    assert not on(town.precincts[0])


def test_switching_says_why_and_is_in_the_audit_log(town, signed_in):
    page = turn(signed_in(town.olga)).content.decode()
    assert "✓ Done" in page and "Too many at once" in page and "Olga" in page
    found = Switch.objects.get()
    assert (found.feature, found.area, found.is_on, found.by) == (PRACTICE, None, False, town.olga)
    note = AuditNote.objects.get(what="switched a feature")
    assert note.person == town.olga and note.details["to"] == "off" and note.details["feature"] == PRACTICE


def test_off_without_a_reason_is_not_taken(town, signed_in):
    page = turn(signed_in(town.olga), reason="  ").content.decode()
    assert "Say why" in page and not Switch.objects.exists()
    assert on(None)


def test_the_same_again_and_back_again_is_one_row(town, signed_in):
    client = signed_in(town.olga)
    for to in ("off", "off", "on", "inherit"):
        turn(client, to=to)
    assert Switch.objects.count() == 1 and on(None)
    assert "Everything is as usual" in client.get("/staff/switches/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("maya", 403), ("hugo", 403), ("dana", 200), ("olga", 200)])
def test_it_is_for_directors_and_the_manager(town, signed_in, who, status):
    assert signed_in(getattr(town, who)).get("/staff/switches/").status_code == status


def test_nobody_switches_outside_their_area(town, signed_in):
    client = signed_in(town.dana)  # data director in Wake
    assert turn(client, area=town.durham).status_code == 403
    assert turn(client).status_code == 403, "the whole campaign is not hers"
    assert not Switch.objects.exists()
    assert turn(client, area=town.wake).status_code == 200 and not on(town.wake) and on(town.durham)
    assert client.get(f"/staff/switches/?area={town.durham.pk}").status_code == 403


def test_who_works_in_one_area_is_told_what_holds_above_it(town, signed_in):
    switch(PRACTICE, None, "off", "whole campaign down", town.olga)
    switch(RIDES, town.durham, "off", "no drivers in Durham", town.olga)
    page = signed_in(town.dana).get("/staff/switches/").content.decode()
    assert "whole campaign down" in page and "no drivers in Durham" not in page


def test_an_unknown_feature_or_word_changes_nothing(town, signed_in):
    client = signed_in(town.olga)
    assert "no such switch" in turn(client, name="calls.nothing").content.decode()
    assert "no such switch" in turn(client, to="maybe").content.decode()
    assert not Switch.objects.exists()


def test_the_log_may_speak_of_a_feature_that_is_no_more(town):
    """A journal of last year's program is still rebuilt."""
    payload = {
        "id": door.new_id("crew_switch"),
        "feature": "old.thing",
        "area": None,
        "to": "off",
        "reason": "x",
    }
    assert door.enter("switch", payload).verdict == "recorded"
    assert "old.thing" not in standing.told(standing.of_team(town.durham_team.pk))["off"]


def test_an_area_that_is_not_there_is_refused(town):
    payload = {"id": 1, "feature": PRACTICE, "area": 10**9, "to": "off", "reason": "x"}
    with pytest.raises(door.Refused, match="not there"):
        door.enter("switch", payload)


@pytest.mark.parametrize("name", ["calls.results", "polls.strikes", "desk.corrections", "office.outbox"])
def test_there_is_no_switch_on_the_door_itself(name):
    with pytest.raises(ValueError, match="cannot be switched off"):
        features.register(features.Feature(name, "", "", ""))
    assert features.named(name) is None


def test_every_feature_says_what_becomes_of_who_is_in_the_middle():
    for feature in features.everything():
        assert feature.label and feature.about and len(str(feature.off)) > 40, feature.name
        assert set(feature.screens) <= {"calls", "polls"} and feature.where == feature.name.partition(".")[0]


def test_sql_and_pages_agree_on_the_nearest_area(town):
    """The outbox asks crew_switched, pages ask crew_switches_at: one answer for every place on the map."""
    for area, to in ((None, "off"), (town.state, "on"), (town.durham, "off")):
        switch(PRACTICE, area, to, "why", None)
    for team, wanted in ((town.durham_team, False), (town.wake_team, True)):
        with connection.cursor() as cursor:
            cursor.execute("select crew_switched(%s)->'states'->>%s", [team.pk, PRACTICE])
            assert (cursor.fetchone()[0] == "true") is wanted is on(team.area)


def test_tell_us_that_is_switched_off_says_whom_to_call_and_takes_what_was_written(town, signed_in):
    """A page that was open keeps its form: what somebody wrote on it is not thrown away."""
    switch("people.tell_us", town.durham, "off", "flooded", town.olga)
    client = signed_in(town.maya)
    page = client.get("/staff/tell-us/").content.decode()
    assert "switched off for now" in page and "<textarea" not in page
    assert "<textarea" in signed_in(town.walt).get("/staff/tell-us/").content.decode()
    sent = signed_in(town.maya).post(
        "/staff/tell-us/", {"text": "Half written before", "page": "/"}, follow=True
    )
    assert "The help desk has it" in sent.content.decode()
