"""The page and the way in, without a browser: works, wrong link, missing, repeated."""

import json
import uuid

import pytest
from django.db import OperationalError
from django.utils import translation
from psycopg_pool import PoolTimeout

from crew import join_links
from crew.models import Device, Person, Team
from front_desk.tests.office import SmallOffice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=3)


@pytest.fixture
def link(office):
    return join_links.make(office.team, None)


def join(web, code, **more):
    body = {"client": str(uuid.uuid4()), "name": "Sam Rivera", "phone": "919-555-0177", "lang": "en"} | more
    return web.post(f"/join/{code}", json.dumps(body), content_type="application/json")


def test_joining_gives_a_token_and_the_teams_sheets(client, office, link):
    office.cut_sheet("Paused", paused=True)
    reply = join(client, link.code)
    assert reply.status_code == 200
    found = reply.json()
    assert found["sheets"] == [{"id": office.sheet.pk, "name": "First pass"}]
    assert found["who"]["name"] == "Sam Rivera" and found["team"]["name"] == "Team Maya"
    assert found["token"] and found["era"] and found["build"]


def test_the_same_client_joins_once(client, link):
    me = str(uuid.uuid4())
    first, again = join(client, link.code, client=me).json(), join(client, link.code, client=me).json()
    assert first["token"] == again["token"]
    assert Person.objects.filter(name="Sam Rivera").count() == 1 and Device.objects.count() == 1


@pytest.mark.parametrize("spelling", ["{0}", "{0}/", "{0}.", "{1}", "{2}", "{1}/."])
def test_any_spelling_of_a_link_opens(client, link, spelling):
    shown = join_links.shown(link.code)
    path = "/" + spelling.format(f"join/{shown}", f"JOIN/{shown.lower()}", f"Join//{link.code}")
    page = client.get(path)
    assert page.status_code == 200
    assert f'data-code="{link.code}"' in page.content.decode()


@pytest.mark.parametrize("path", ["/calls", "/CALLS/", "/calls/.", "/Calls", "/call", "/Call/"])
def test_any_spelling_of_the_page_leads_to_it(client, path):
    assert client.get(path, follow=True).redirect_chain == [("/calls/", 301)]


def test_a_link_that_nobody_made_or_that_ran_out_is_told_in_words(client, office):
    assert "This link is not known" in client.get("/join/NOSUCH").content.decode()
    Team.objects.filter(pk=office.team.pk).update(fallback_phone="+19195550100")
    old = join_links.make(office.team, None, hours=-1)
    assert "run out" in client.get(f"/join/{old.code}").content.decode()
    assert 'href="tel:+19195550100"' in client.get(f"/join/{old.code}").content.decode()  # whom to ask
    refused = join(client, old.code)
    assert (refused.status_code, refused.json()["code"]) == (403, "link_expired")


def test_a_body_that_cannot_be_read_is_refused_in_words(client, link):
    for body in (b"", b"[]", b'{"client": 1}', b"\xff"):
        reply = client.post(f"/join/{link.code}", body, content_type="application/json")
        assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    "trouble", [OperationalError("server closed the connection"), PoolTimeout("no connection")]
)
def test_whoever_joins_while_the_database_is_away_is_told_to_try_again(client, link, monkeypatch, trouble):
    def away(*_args):
        raise trouble

    monkeypatch.setattr("crew.joining.join", away)
    response = join(client, link.code)
    assert response.status_code == 503 and "try once more" in response.json()["text"]
    assert response.json()["retry"] is True


def test_half_a_link_says_what_is_missing(client):
    assert "Which link?" in client.get("/join/").content.decode()


@pytest.mark.parametrize(
    "typed", ["{0}", "{1}", " {1} ", "https://office.example.org/join/{0}/", "office/join/{1}."]
)
def test_the_other_half_may_be_typed_or_the_whole_link_pasted(client, link, typed):
    shown = join_links.shown(link.code)
    page = client.get("/join", {"code": typed.format(shown, shown.lower())}, follow=True)
    assert f'data-code="{link.code}"' in page.content.decode()
    assert "Which link?" in client.get("/join", {"code": " / "}).content.decode()


def test_a_campaign_without_a_name_is_called_so_in_ones_own_language(client, link):
    page = client.get(f"/join/{link.code}", headers={"Accept-Language": "es"}).content.decode()
    assert "La campaña" in page and "The campaign" not in page
    assert (
        "The campaign" in client.get(f"/join/{link.code}", headers={"Accept-Language": "en"}).content.decode()
    )


def test_the_way_in_speaks_spanish(client, link):
    page = client.get(f"/join/{link.code}", headers={"Accept-Language": "es-MX"})
    assert '<html lang="es">' in page.content.decode()
    translation.activate("en")


def test_the_service_worker_changes_with_the_build(client, monkeypatch):
    from front_desk import office

    first = client.get("/calls/sw.js").content
    assert client.get("/calls/sw.js").content == first
    monkeypatch.setattr(office, "build", lambda: "newer")
    assert client.get("/calls/sw.js").content != first
