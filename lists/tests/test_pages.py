"""The pages: they work, for the right people, with the right voters."""

from datetime import date, time, timedelta

import pytest

from crew.models import AuditNote
from crew.switches.switching import switch
from lib import clock
from lists.models import ScriptVersion, Sheet, Universe
from lists.rules import Rules
from lists.tests.county import County
from lists.tests.staff import member, sign_in
from roll.models import Household, Load, Voter

SUPPORTERS = {
    "0-field": "support", "0-group": "0", "0-from": "1", "0-to": "2",
    "1-field": "voted", "1-group": "0", "1-is": "no",
}  # fmt: skip


@pytest.fixture
def dana(county, client):
    return sign_in(client, member("Dana", "data_director"))


def test_a_universe_is_made_counted_and_cut(county, dana):
    county.voter(county.number())
    county.voter(county.number(), support_score=5)
    counted = dana.post("/lists/universes/count/", SUPPORTERS).content.decode()
    assert "Support 1–2, not voted yet" in counted and "<dd>1</dd>" in counted
    assert "<dd>1</dd>" in dana.post("/lists/universes/reach/", SUPPORTERS).content.decode()
    dana.post("/lists/universes/new/", SUPPORTERS | {"name": "Supporters", "save": "1"})
    universe = Universe.objects.get()
    script = county.script()
    assert 'name="0-from" value="1"' in dana.get(f"/lists/universes/{universe.pk}/").content.decode()
    form = {
        "universe": universe.pk, "name": "Supporters", "script": script.pk, "order": "gotv",
        "teams": county.team.pk,
        "priority": 5, "pass_number": 1, "hours_from": "09:00", "hours_to": "21:00",
        "attempts_a_day": 3, "attempts_in_all": 4,
        "rest_not_home": 240, "rest_busy": 30, "rest_left_message": 1440, "rest_call_back": 60,
        "rest_inaccessible": 1440, "rest_skipped": 60,
    }  # fmt: skip
    assert dana.post("/lists/sheets/new/", form).status_code == 302
    sheet = Sheet.objects.get()
    assert sheet.report["members"] == 1 and sheet.rests == {}
    assert b"Supporters" in dana.get("/lists/").content
    assert dana.get(f"/lists/sheets/{sheet.pk}/").status_code == 200
    Household.objects.create(pk=1, address_key="1 ALDER CT|27701", street="ALDER CT")
    Voter.objects.update(household=1)
    dana.post("/lists/sheets/new/", form | {"channel": "walk", "turf_doors": 30, "name": "Doors"})
    walk = Sheet.objects.get(channel="walk")
    assert (walk.turf_doors, walk.report["targets"]) == (1, 1)
    assert "Doors: 1. Turfs: 1, of up to 1 doors" in dana.get(f"/lists/sheets/{walk.pk}/").content.decode()
    assert dana.post("/lists/sheets/new/", form | {"channel": "walk", "turf_doors": 3}).status_code == 422
    wrong = dana.post("/lists/sheets/new/", form | {"hours_from": "06:00"})
    assert wrong.status_code == 422 and b"8:00 to 21:00" in wrong.content


def test_a_wrong_row_says_why(county, dana):
    said = dana.post("/lists/universes/count/", SUPPORTERS | {"0-from": "5"}).content.decode()
    assert "runs backwards" in said
    said = dana.post("/lists/universes/count/", SUPPORTERS | {"0-from": "x"}).content.decode()
    assert "whole number" in said


def test_rows_come_and_go(county, dana):
    more = dana.post("/lists/universes/rows/", SUPPORTERS | {"to": "1", "add-1": "lang"}).content.decode()
    assert 'name="2-field" value="lang"' in more and "at least one of these" in more
    fewer = dana.post("/lists/universes/rows/", SUPPORTERS | {"drop": "0"}).content.decode()
    assert 'value="voted"' in fewer and 'name="1-field"' not in fewer


def test_a_deeper_question_is_edited_as_text(county, dana):
    deep = {"all": [{"any": [{"all": [{"field": "voted", "is": False}]}]}]}
    universe = county.universe(deep)
    assert b'<textarea name="question"' in dana.get(f"/lists/universes/{universe.pk}/").content
    wrong = dana.post(f"/lists/universes/{universe.pk}/", {"name": "x", "question": "{", "save": "1"})
    assert wrong.status_code == 422 and b"not JSON" in wrong.content
    dana.post(f"/lists/universes/{universe.pk}/", {"name": "x", "question": '{"all": []}', "save": "1"})
    assert Universe.objects.get(pk=universe.pk).question == {"all": []}


def test_each_role_sees_its_own(county, client):
    county.voter(county.number())
    elsewhere = County("WAKE")
    elsewhere.voter(elsewhere.number())
    here, there = county.cut(area=county.county), elsewhere.cut(area=elsewhere.county)
    universe = county.universe(area=elsewhere.county, name="Wake only")
    carla = sign_in(client, member("Carla", "captain", county.county))
    assert carla.get(f"/lists/sheets/{here.pk}/").status_code == 200
    assert carla.get(f"/lists/sheets/{there.pk}/").status_code == 404
    assert carla.post(f"/lists/sheets/{there.pk}/changes/", {"paused": "1"}).status_code == 404
    assert carla.post(f"/lists/sheets/{here.pk}/changes/", {"to": there.pk}).status_code == 404
    assert carla.get("/lists/universes/").status_code == 403
    assert carla.post(f"/lists/sheets/{here.pk}/results/").status_code == 403
    director = sign_in(client, member("Fay", "field_director", county.county))
    assert director.get(f"/lists/universes/{universe.pk}/").status_code == 404
    assert director.post(f"/lists/universes/{universe.pk}/voters/").status_code == 404
    assert (
        director.post(
            "/lists/universes/new/", SUPPORTERS | {"name": "All", "save": "1", "area": ""}
        ).status_code
        == 422
    )


def test_a_count_stays_in_the_areas_of_who_asks(county, client):
    county.voter()
    County("WAKE").voter()
    fay = sign_in(client, member("Fay", "field_director", county.county))
    counted = fay.post("/lists/universes/count/", SUPPORTERS | {"area": county.county.pk}).content.decode()
    assert "<dd>1</dd>" in counted


def test_one_tap_pauses_and_the_boiler_room_may(county, client):
    county.voter(county.number())
    sheet = county.cut()
    bo = sign_in(client, member("Bo", "boiler_room"))
    bo.post(f"/lists/sheets/{sheet.pk}/changes/", {"paused": "1"})
    bo.post(f"/lists/sheets/{sheet.pk}/changes/", {"priority": "1"}, headers={"HX-Request": "true"})
    sheet.refresh_from_db()
    assert sheet.paused and sheet.priority == 1
    assert bo.post(f"/lists/sheets/{sheet.pk}/rules/", {}).status_code == 403


def test_exports_are_noted_harmless_and_carry_their_terms(county, dana):
    county.voter(county.number(), last_name="=HYPERLINK(1)", first_name="Ana")
    county.voter(county.number(), confidential=True, address="1 Secret Street")
    sheet = county.cut()
    text = b"".join(dana.post(f"/lists/sheets/{sheet.pk}/results/").streaming_content).decode()
    assert "'=HYPERLINK(1)" in text and "Exported" in text.splitlines()[0] and "Secret" not in text
    text = b"".join(dana.post(f"/lists/universes/{sheet.universe_id}/voters/").streaming_content).decode()
    assert "'+1919555" in text
    assert set(AuditNote.objects.values_list("what", flat=True)) == {"exported results", "exported universe"}


def test_every_source_of_the_roll_is_named_on_an_export(county, dana):
    """However many files came after it: a who-voted file comes every day."""
    county.voter(county.number())
    for n in range(60):
        Load.objects.create(
            role="voted" if n else "voters",
            state="taken_back" if n == 59 else "accepted",
            source="Nobody" if n == 59 else "The clerk" if n else "State board",
            permitted_use="Elections only", wipe_on=date(2026, 12, 1) + timedelta(n), made_at=clock.now(),
        )  # fmt: skip
    text = b"".join(dana.post(f"/lists/universes/{county.universe().pk}/voters/").streaming_content).decode()
    assert "Source,State board,Permitted use,Elections only,Wipe on,2026-12-01" in text
    assert "Source,The clerk,Permitted use,Elections only,Wipe on,2026-12-02" in text
    assert text.count("Source,") == 2


def test_the_script_that_comes_along_may_be_the_beginning(county, dana):
    page = dana.get("/lists/scripts/new/?own").content.decode()
    assert "Can we count on you to vote?" in page and 'value="Get out the vote"' in page
    assert "Can we count" not in dana.get("/lists/scripts/new/").content.decode()


def test_rules_are_changed_and_hours_never_widened(county, client):
    """A sheet with hours of its own (an exercise, a law that allows less) keeps them while its rests change."""
    county.voter(county.number())
    sheet = county.cut(area=county.county, rules=Rules(hours_from=time(0), hours_to=time(23, 59)))
    carla = sign_in(client, member("Carla", "captain", county.county))
    form = {
        "priority": 2, "pass_number": 1, "hours_from": "00:00", "hours_to": "23:59", "attempts_a_day": 1,
        "attempts_in_all": 4, "rest_not_home": 600, "rest_busy": 30, "rest_left_message": 1440,
        "rest_call_back": 60, "rest_inaccessible": 1440, "rest_skipped": 60,
    }  # fmt: skip
    sheet = carla.post(f"/lists/sheets/{sheet.pk}/rules/", form) and Sheet.objects.get()
    assert (sheet.priority, sheet.attempts_a_day, sheet.rests) == (2, 1, {"not_home": 600})
    assert "No answer: 10 h" in carla.get(f"/lists/sheets/{sheet.pk}/").content.decode()
    wider = carla.post(f"/lists/sheets/{sheet.pk}/rules/", form | {"hours_from": "05:00"}, follow=True)
    assert b"8:00 to 21:00" in wider.content and Sheet.objects.get().hours_from == time(0)


def test_a_script_is_written_checked_and_previewed(county, client):
    carla = sign_in(client, member("Carla", "captain", county.county))
    form = {
        "name": "Ride check", "area": county.county.pk, "languages": ["en", "es"],
        "f-en-campaign": "the campaign",
        "s0-id": "hello", "s0-was": "hello", "s0-ask-en": "A ride?",
        "s0-say-en": "Hi {first}, {campaign} here",
        "s0a0-en": "Yes", "s0a0-goes": "", "s0a0-ride": "on",
        "s0a1-en": "Voted", "s0a1-goes": "result:already_voted",
    }  # fmt: skip
    assert (
        b"says nothing and asks nothing" in carla.post("/lists/scripts/new/", form | {"act": "step"}).content
    )
    wrong = carla.post("/lists/scripts/new/", form | {"save": "1", "s0-say-en": "Hi {frist}"})
    assert wrong.status_code == 422 and b"{frist}" in wrong.content
    made = carla.post("/lists/scripts/new/", form | {"save": "1"})
    version = ScriptVersion.objects.get()
    assert made.url == f"/lists/scripts/{version.script_id}/versions/1/"
    page = carla.get(made.url).content.decode()
    assert "No Spanish text yet" in page and "<b>Maria</b>" in page
    assert "A ride is asked for" in carla.get(made.url + "?hello=yes").content.decode()
    assert carla.get(f"/lists/scripts/{version.script_id}/").status_code == 200
    assert carla.post(f"/lists/scripts/{version.script_id}/", form | {"save": "1"}).status_code == 302
    assert ScriptVersion.objects.count() == 2


def test_a_captain_does_not_change_the_campaigns_script(county, client):
    script = county.script().script_id
    carla = sign_in(client, member("Carla", "captain", county.county))
    assert carla.get(f"/lists/scripts/{script}/").status_code == 200
    assert carla.post(f"/lists/scripts/{script}/", {"save": "1"}).status_code == 404


def test_exports_that_are_switched_off_say_so_and_write_nothing(county, dana):
    county.voter(county.number())
    sheet = county.cut()
    switch("office.exports", None, "off", "load", None)
    for path in (f"/lists/sheets/{sheet.pk}/results/", f"/lists/universes/{sheet.universe_id}/voters/"):
        page = dana.post(path)
        assert page.status_code == 503 and "switched off for now" in page.content.decode()
    assert "Exports are switched off for now" in dana.get(f"/lists/sheets/{sheet.pk}/").content.decode()
    assert not AuditNote.objects.filter(what__startswith="exported").exists()
    switch("office.exports", None, "on", "", None)
    assert "All results as CSV" in dana.get(f"/lists/sheets/{sheet.pk}/").content.decode()
