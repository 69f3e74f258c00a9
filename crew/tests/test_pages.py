"""Every page of this room opens for those it is for, tells others so, and keeps to its own area."""

from urllib.parse import unquote

import pytest

from crew import join_links

EVERYONE = ("olga", "dana", "maya", "hugo")
PAGES = {  # page -> who gets in
    "/staff/teams/": ("olga", "maya", "hugo"),
    "/staff/teams/{team}/": ("olga", "maya", "hugo"),
    "/staff/links/{link}/": ("olga", "maya", "hugo"),
    "/staff/links/{link}/qr.svg": ("olga", "maya", "hugo"),
    "/staff/shifts/": ("olga", "maya", "hugo"),
    "/staff/people/": ("olga", "maya", "hugo"),
    "/staff/people/{vera}/": ("olga", "maya", "hugo"),
    "/staff/areas/": EVERYONE,
    "/staff/areas/{durham}/": ("olga", "maya", "hugo"),
    "/staff/staff/": ("olga", "hugo"),
    "/staff/staff/{maya}/": ("olga",),
    "/staff/switches/": ("olga", "dana"),
    "/staff/uses/": ("olga", "dana"),
    "/staff/audit/": ("olga",),
    "/staff/me/": EVERYONE,
    "/staff/tell-us/": EVERYONE,
    "/staff/login/": (),
    "/staff/password/": EVERYONE,
}


@pytest.fixture
def address(town):
    link = join_links.make(town.durham_team, town.maya)
    ids = {"team": town.durham_team.pk, "link": link.pk, "vera": town.vera.pk, "durham": town.durham.pk}
    return lambda page: page.format(**ids, maya=town.maya.pk)


@pytest.mark.parametrize("page", PAGES)
def test_opens_for_those_it_is_for_and_nobody_else(page, town, address, signed_in):
    for name in EVERYONE if PAGES[page] else ():
        response = signed_in(getattr(town, name)).get(address(page))
        assert response.status_code == (200 if name in PAGES[page] else 403), name
        if response.status_code == 403:
            assert "Olga" in response.content.decode(), "says whom to ask"


@pytest.mark.parametrize("page", [p for p in PAGES if p != "/staff/login/"])
def test_a_stranger_is_asked_to_sign_in_and_led_back(page, address, client):
    response = client.get(address(page))
    assert response.status_code == 302
    login, _, back = response["Location"].partition("?next=")
    assert (login, unquote(back)) == ("/staff/login/", address(page))


@pytest.mark.parametrize("page", ["teams/{team}", "links/{link}", "people/{vera}", "areas/{durham}"])
def test_a_captain_of_another_area_is_told_so(page, town, address, signed_in):
    response = signed_in(town.walt).get(address(f"/staff/{page}/"))
    assert response.status_code == 403
    assert "outside the areas" in response.content.decode()


@pytest.mark.parametrize("page", ["teams", "links", "people", "areas", "staff"])
def test_what_is_not_there_is_not_found(page, town, signed_in):
    assert signed_in(town.olga).get(f"/staff/{page}/999999/").status_code == 404


def test_each_sees_the_teams_of_their_own_area(town, signed_in):
    def teams_of(person):
        page = signed_in(person).get("/staff/teams/").content.decode()
        return [name for name in ("Team Maya", "Team Walt") if name in page]

    assert teams_of(town.olga) == ["Team Maya", "Team Walt"]
    assert teams_of(town.maya) == ["Team Maya"]
    assert teams_of(town.walt) == ["Team Walt"]


def test_a_role_elsewhere_does_not_widen_a_page(town, signed_in):
    """Dana directs data in Wake; made captain in Durham, she sees Durham's teams and still not Wake's."""
    town.role(town.dana.pk, "captain", town.durham)
    page = signed_in(town.dana).get("/staff/teams/").content.decode()
    assert "Team Maya" in page and "Team Walt" not in page


def test_navigation_shows_what_opens(town, signed_in):
    page = signed_in(town.maya).get("/staff/teams/").content.decode()
    assert 'href="/staff/audit/"' not in page
    assert 'href="/staff/audit/"' in signed_in(town.olga).get("/staff/teams/").content.decode()


def test_error_pages_are_plain(client, db):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "There is no page at this address" in page.content.decode()
