"""The three most frequent troubles: alike ones together, of the last hour, of whom one may help, with words to announce."""

import ast
from pathlib import Path

import pytest

from boiler_room.help import diagnosing, runbook
from boiler_room.help.advice import ADVICE
from boiler_room.help.frequent import frequent
from boiler_room.tests.people import member, signed_in, text
from boiler_room.tests.test_help import said
from crew import join_links, turned_away
from crew.models import TurnedAway
from crew.scope import Scope
from front_desk.tests.office import attempt
from lib import clock


@pytest.fixture
def callers(office, client):
    found = [office.caller(f"P{n}") for n in range(4)]
    for caller in found:
        caller.holds = caller.exchange(client)["holds"]
    return found


def keys(who) -> list[tuple[str, int, int | None]]:
    return [(one.key, one.n, one.people) for one in frequent(Scope(who))]


def test_what_most_people_have_comes_first(office, client, callers, maya):
    ana, ben, cal, _dan = callers
    for caller in (ana, ben, cal):
        said(caller, client, "Where?", about="how")
    for _time in range(5):  # one phone says it often: it is one person's
        said(ana, client, "Stuck", about="screen")
    hold = ana.holds[0]
    for caller in (ben, cal):
        caller.exchange(client, [attempt(hold)])
    said(ben, client, "Lovely")  # about nothing in particular
    expected = [("tell:how", 3, 3), ("entry:never_handed", 2, 2), ("tell:screen", 5, 1)]
    assert keys(maya) == expected
    with clock.shifted(3700):
        assert keys(maya) == []


def test_who_could_not_join_is_counted_at_the_door(office, client, maya):
    link = join_links.make(office.team, maya)
    join_links.shut(link, maya)
    body = {"client": "018f0000-0000-7000-8000-000000000001", "name": "Zoe Zed", "phone": "919-555-0199"}
    for _time in range(3):
        refused = client.post(f"/join/{link.code}", body, content_type="application/json")
        assert refused.status_code == 403
    client.get(f"/join/{link.code}")
    client.get("/join/NOSUCHCODE00")
    assert keys(maya) == [("join:link_shut", 4, None), ("join:link_unknown", 1, None)]
    row = TurnedAway.objects.get(why="link_shut")
    assert (row.team_id, row.n) == (office.team.pk, 4)


def test_others_areas_are_not_counted(office, client, callers, others):
    said(callers[0], client, about="how")
    turned_away.count("link_full", office.team.pk)
    _nora, walt, hugo, dana = others
    assert keys(walt) == keys(hugo) == keys(dana) == []


def test_the_desk_offers_an_answer_and_to_announce_it(office, client, callers, maya):
    said(callers[0], client, about="how")
    page = text(signed_in(maya), "/help-desk/")
    assert "Tap Practice" in page and "#how-do-i" in page
    form = text(signed_in(maya), "/announcements/", about="tell:how")
    assert "Tap Practice" in form and "Toque Práctica" in form
    assert "tell:nothing" not in text(signed_in(maya), "/announcements/", about="tell:nothing")


def test_who_may_not_announce_is_not_offered_it(office, client, callers):
    said(callers[0], client, about="how")
    page = text(signed_in(member("Dora", "data_director")), "/help-desk/")
    assert "Tap Practice" in page and "/announcements/" not in page


def test_every_advice_leads_to_a_section_and_can_be_announced():
    anchors = {anchor for anchor, _heading, _html in runbook.sections()}
    assert {advice.section for advice in ADVICE.values()} <= anchors
    for advice in ADVICE.values():
        answers = {advice.answer_in("en"), advice.answer_in("es")}
        assert len(answers) == 2 and all(0 < len(answer) <= 280 for answer in answers)


def test_every_likely_trouble_leads_to_a_section():
    calls = (n for n in ast.walk(ast.parse(Path(diagnosing.__file__).read_text())) if isinstance(n, ast.Call))
    named = {n.args[2].value for n in calls if getattr(n.func, "id", "") == "Trouble"}
    assert len(named) > 5
    assert named <= {anchor for anchor, _heading, _html in runbook.sections()}


def test_the_runbook_is_shown_as_it_stands_in_the_docs(office, maya):
    page = text(signed_in(maya), "/help-desk/runbook/")
    assert 'id="silent"' in page and "<i>Seen:</i>" in page and "](" not in page
