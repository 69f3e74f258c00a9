"""The public status page: what it says of an office that is open, in trouble or away, and who may write on it."""

import json
import re
import stat
from datetime import timedelta

import pytest
from django.db import DatabaseError

from boiler_room.copying import asking, status
from boiler_room.models import StatusNote
from boiler_room.reads import zone
from boiler_room.tests.people import member, signed_in
from crew.tests.town import Town
from lib import clock, door

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def answers(monkeypatch):
    """What the office's own processes answer; change it as the day goes on."""
    said = {"outbox": True, "live": True}
    monkeypatch.setattr(asking, "outbox", lambda: said["outbox"])
    monkeypatch.setattr(asking, "live", lambda: said["live"])
    return said


@pytest.fixture
def probe(tmp_path, answers):
    return status.Probe(tmp_path / "status")


def page(probe) -> str:
    return (probe.folder / "index.html").read_text()


def told(probe) -> dict:
    return json.loads((probe.folder / "status.json").read_text())


def test_an_open_office_says_so_in_both_languages(probe):
    seen = status.publish(probe)
    assert "The office is open" in page(probe) and "La oficina está abierta" in page(probe)
    assert told(probe)["state"] == "open" and told(probe)["outbox"] and told(probe)["note"] is None
    until = (seen.at + timedelta(minutes=5)).astimezone(zone())
    assert f"{seen.at.astimezone(zone()):%H:%M}" in page(probe) and f"{until:%H:%M}" in page(probe)
    assert 'http-equiv="refresh" content="60"' in page(probe) and "<script" not in page(probe)
    assert stat.S_IMODE((probe.folder / "index.html").stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        ({"outbox": False}, "away", "no, phones keep it"),
        ({"live": False}, "trouble", "no, with the next result"),
        ({"outbox": None, "live": None}, "open", "not known"),
    ],
)
def test_what_does_not_work_is_said(probe, answers, change, state, words):
    answers |= change
    status.publish(probe)
    assert told(probe)["state"] == state and words in page(probe)


def test_since_when_it_has_worked_outlives_the_process_and_ends_with_a_break(probe, answers):
    first = status.publish(probe).up_since
    with clock.shifted(120):
        again = status.Probe(probe.folder)
        assert status.publish(again).up_since == first
        answers["outbox"] = False
        assert status.publish(again).up_since is None
        answers["outbox"] = True
        assert status.publish(again).up_since > first
    with clock.shifted(2000):  # nobody knows of the half hour between
        assert status.publish(status.Probe(probe.folder)).up_since > first + timedelta(seconds=1900)


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"as_of": 3}', '{"as_of": "x", "up_since": null}'])
def test_a_file_that_cannot_be_read_is_as_none(probe, junk):
    probe.folder.mkdir()
    (probe.folder / "status.json").write_text(junk)
    assert status.publish(probe).up_since is not None


def test_without_the_database_it_is_away_and_keeps_the_last_note(probe, monkeypatch):
    door.enter("status_note", {"trouble": True, "en": "Maps are slow", "es": ""})
    status.publish(probe)

    def gone():
        raise DatabaseError("gone")

    monkeypatch.setattr(status, "newest_note", gone)
    status.publish(probe)
    assert told(probe)["state"] == "away" and "Maps are slow" in page(probe)


def test_nobody_is_named(probe, town):
    town.olga.name = "Olga Nowhere"
    town.olga.save()
    door.enter("status_note", {"trouble": False, "en": "All is well", "es": "Todo bien"}, by=town.olga)
    status.publish(probe)
    assert "All is well" in page(probe) and "Todo bien" in page(probe)
    whole = page(probe) + json.dumps(told(probe))
    assert "Olga" not in whole and not re.search(r"\+1\d{10}|tel:", whole)


def test_words_in_one_language_stand_for_both_and_no_words_end_the_note(probe, town):
    olga = signed_in(town.olga)
    said = {"en": "Use the <other> link", "es": "", "trouble": "on"}
    assert olga.post("/status/", said).status_code == 302
    status.publish(probe)
    assert page(probe).count("Use the &lt;other&gt; link") == 2 and told(probe)["state"] == "trouble"
    assert "Use the &lt;other&gt; link" in olga.get("/status/").content.decode()
    assert olga.post("/status/", {"en": "", "es": ""}).status_code == 302
    status.publish(probe)
    assert told(probe)["note"] is None and told(probe)["state"] == "open"
    assert StatusNote.objects.count() == 2 and StatusNote.objects.filter(person=town.olga).count() == 2


def test_who_sees_a_part_reads_and_does_not_write(town):
    for person in (town.maya, town.hugo):
        client = signed_in(person)
        assert "What volunteers read" in client.get("/status/").content.decode()
        assert client.post("/status/", {"en": "Mine", "es": ""}).status_code == 403
    assert signed_in(member("Dave", "data_director")).post("/status/", {"en": "Mine"}).status_code == 403
    assert signed_in(member("Bea", "boiler_room")).post("/status/", {"en": "Ours"}).status_code == 302
    assert StatusNote.objects.get().en == "Ours"


def test_trouble_without_a_word_and_too_many_words_are_sent_back(town):
    olga = signed_in(town.olga)
    answer = olga.post("/status/", {"en": "", "es": "", "trouble": "on"})
    assert answer.status_code == 400 and "Say in a sentence" in answer.content.decode()
    assert olga.post("/status/", {"en": "x" * 601}).status_code == 400
    assert olga.post("/status/", {"en": "nul \x00 byte", "es": " "}).status_code in (302, 400)
    assert not StatusNote.objects.filter(en__contains="x" * 601).exists()


def test_nothing_is_asked_where_no_web_is_ours(settings):
    settings.SELF_URLS = []
    assert asking.outbox() is None and asking.live() is None
    settings.SELF_URLS = ["http://127.0.0.1:9", "http://127.0.0.1:9"]
    assert asking.outbox() is False and asking.live() is False
