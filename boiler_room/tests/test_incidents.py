"""The incident desk: seen by those whom it concerns, taken on by one, done once; photos stay in that circle."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boiler_room import standing, ticking
from boiler_room.desk import incidents
from boiler_room.picture import picture
from boiler_room.tests.people import member, signed_in
from boiler_room.tests.test_cost import plan
from crew.models import AuditNote
from front_desk import blobs
from front_desk.tests.test_blobs import JPEG
from lib import door
from precincts.models import Incident, IncidentAct, Rule
from precincts.tests.polls import code_of


@pytest.fixture
def reported(polls, client):
    """`reported(kind, **fields)` -> an Incident that Will sent from the school."""

    def report(kind="incident", ago=600, **fields):
        entry = polls.will.entry(kind, ago, **{"place": polls.school.pk} | fields)
        assert polls.will.reasons(client, entry) == ["recorded"]
        return Incident.objects.get(pk=entry["id"])

    return report


@pytest.fixture
def machine(reported):
    return reported(category="machine", text="No paper <here>")


def text(person, page="/desk/incidents/", **query) -> str:
    response = signed_in(person).get(page, query)
    assert response.status_code == 200
    return response.content.decode()


def act(person, incident, do, **more):
    return signed_in(person).post(f"/desk/incidents/{incident.pk}/act/", {"do": do, **more}, follow=True)


def test_an_incident_comes_with_where_who_and_how_long(polls, machine):
    page = text(polls.maya)
    for words in (
        "Machine down",
        "No paper &lt;here&gt;",
        "SCHOOL",
        "tel:+19195550123",
        "for 10 minutes",
        "Watchers",
    ):
        assert words in page, words
    note = AuditNote.objects.get(what="looked at the desk")
    assert note.details == {"list": "desk_incidents", "entries": 1}


def test_turned_away_and_not_on_the_list_are_incidents_with_the_voter(polls, reported):
    voter = polls.voters[polls.one.pk][0]
    reported("turned_away", precinct=polls.one.pk, code=code_of(voter), reason="no_id")
    reported("not_on_list", precinct=polls.one.pk, text="Pat Example")
    page = text(polls.maya)
    for words in ("Voter turned away: No identification", f"/{voter.pk}/", "Not on the list", "Pat Example"):
        assert words in page, words


def test_the_worst_come_first_then_the_oldest(polls, reported):
    for category, ago in (("other", 900), ("line", 60), ("machine", 120), ("intimidation", 300)):
        reported(category=category, ago=ago)
    found, onward = incidents.open_page(Incident.objects.all())
    assert [one.category for one in found] == ["intimidation", "machine", "other", "line"] and onward is None


def test_pages_go_on_where_the_last_ended_even_at_one_moment(polls, reported, monkeypatch):
    monkeypatch.setattr(incidents, "PAGE", 2)
    same = Incident.objects.filter(pk__in=[reported(category="other").pk for _ in range(5)])
    same.update(at=same.first().at)
    for page, state in ((incidents.open_page, "new"), (incidents.done_page, "done")):
        same.update(state=state)
        seen, after = [], None
        for _page in range(3):
            found, after = page(Incident.objects.all(), after)
            seen += [one.pk for one in found]
        assert after is None and len(seen) == len(set(seen)) == 5
    assert "?after=" in text(polls.maya, done=1)


def test_taken_on_noted_and_done_by_entries(polls, machine):
    assert "✓ you" in act(polls.maya, machine, "take").content.decode()
    machine.refresh_from_db()
    assert (machine.owner, machine.state) == (polls.maya, "working")
    act(polls.maya, machine, "note", note="Called the county")
    assert "Called the county" in text(polls.maya)
    act(polls.maya, machine, "done", note="A new one came")
    assert "No incident is open" in text(polls.maya)
    done = text(polls.maya, done=1)
    assert "Machine down" in done and "A new one came" in done
    assert IncidentAct.objects.count() == 3


def test_two_who_take_it_at_once_are_told(polls, machine):
    act(polls.maya, machine, "take")
    assert "Somebody else has taken it on" in act(polls.olga, machine, "take").content.decode()
    machine.refresh_from_db()
    assert machine.owner == polls.maya
    act(polls.olga, machine, "give_back")
    act(polls.olga, machine, "take")
    machine.refresh_from_db()
    assert machine.owner == polls.olga


def test_done_twice_is_said_and_opened_again_it_has_no_owner(polls, machine):
    act(polls.maya, machine, "done")
    assert "It is done already" in act(polls.maya, machine, "done").content.decode()
    assert (
        "/desk/incidents/?done=1"
        in act(polls.maya, machine, "reopen", **{"from": "done"}).redirect_chain[0][0]
    )
    machine.refresh_from_db()
    assert (machine.state, machine.owner) == ("new", None)


def test_other_areas_and_other_captains_see_nothing(polls, machine):
    nora = member("Nora", "captain", polls.durham)
    for person in (polls.walt, nora, member("Wanda", "boiler_room", polls.wake)):
        assert "Machine down" not in text(person)
        assert act(person, machine, "take").status_code == 404
        assert signed_in(person).get(f"/desk/incidents/{machine.pk}/photo/").status_code == 404
    assert not IncidentAct.objects.exists()


def test_the_boiler_room_of_an_area_sees_its_places_whoever_reports(polls, machine):
    Incident.objects.update(person=None)
    assert "Machine down" in text(member("Bo", "boiler_room", polls.durham))


def test_what_is_missing_or_makes_no_sense_is_refused(polls, machine):
    assert act(polls.olga, machine, "explode").status_code == 400
    assert "Write the note first" in act(polls.olga, machine, "note", note=" ").content.decode()
    machine.pk = "0198b7a0-0000-7000-8000-000000000000"
    assert act(polls.olga, machine, "take").status_code == 404
    assert text(polls.olga, after="nonsense") and "Machine down" in text(polls.olga, after=str(machine.pk))
    assert not IncidentAct.objects.exists()


def test_an_incident_taken_back_is_gone(polls, client, machine):
    correction = polls.will.entry("correction", withdraws=[str(machine.pk)])
    polls.will.send(client, correction)
    assert "No incident is open" in text(polls.maya)


def test_a_photo_is_served_to_whom_it_concerns_and_noted(polls, reported, settings, tmp_path):
    settings.KEPT = tmp_path
    Rule.objects.create(area=polls.durham, photos=True)
    data = JPEG
    name = hashlib.sha256(data).hexdigest()
    incident = reported(category="machine", photo=name)
    address = f"/desk/incidents/{incident.pk}/photo/"
    assert "A photo is on its way" in text(polls.maya)
    assert signed_in(polls.maya).get(address).status_code == 404
    blobs.path_of(name).parent.mkdir(parents=True)
    blobs.path_of(name).write_bytes(data)
    assert address in text(polls.maya)
    response = signed_in(polls.maya).get(address)
    assert response.content == data and response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == "inline" and response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert AuditNote.objects.get(what="looked at a photo").details == {"incident": str(incident.pk)}


def test_the_picture_says_that_nobody_has_taken_it_on(polls, machine, reported):
    reported(category="other", ago=60)
    page = text(polls.maya, "/")
    assert "2 without an owner, the oldest for 10 min" in page and "/desk/incidents/" in page
    for incident in Incident.objects.all():
        door.enter("incident_act", {"incident": str(incident.pk), "owner": polls.maya.pk}, by=polls.maya)
    assert "without an owner" not in text(polls.maya, "/")


def test_a_page_that_is_open_learns_of_a_new_one(polls, reported):
    before = ticking.checksum(picture(()))
    reported(category="machine")
    standing._kept.clear()  # five seconds later
    assert ticking.checksum(picture(())) != before


@pytest.mark.parametrize("query", ("", "?done=1"))
def test_the_lists_read_only_indexes_of_what_they_show(polls, machine, query):
    """However many incidents there were, open and done ones are found without reading the others."""
    client = signed_in(polls.olga)
    with CaptureQueriesContext(connection) as seen:
        client.get("/desk/incidents/" + query)
    lists = [q["sql"] for q in seen.captured_queries if 'FROM "precincts_incident"' in q["sql"]]
    assert len(lists) == 2
    for statement in lists:
        text = plan(statement.replace("%", "%%"))
        assert "LIMIT" in statement and ("incident_open" in text or "incident_done" in text), text
