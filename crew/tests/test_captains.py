"""What captains and the help desk do: teams, links, lost and stolen phones. Maya may, Walt may not."""

from uuid import uuid4

import pytest

from crew import devices, join_links, joining
from crew.models import AuditNote, Device, JoinLink, Person, Team


@pytest.fixture
def sam(town):
    """A volunteer who joined on one phone: (person, token, link)."""
    link = join_links.make(town.durham_team, town.maya)
    joined = joining.join(link.code, uuid4(), "Sam", "9195550142")
    return joined.person, joined.token, link


def new_team(town, **changes):
    return {"name": "Team Lakewood", "area": town.durham.pk, "fallback_phone": "919 555 0111", **changes}


def test_a_captain_makes_a_team_and_its_link(town, signed_in):
    client = signed_in(town.maya)
    response = client.post("/staff/teams/", new_team(town, captain=town.maya.pk))
    team = Team.objects.get(name="Team Lakewood")
    assert response["Location"] == f"/staff/teams/{team.pk}/"
    assert (team.captain, team.fallback_phone) == (town.maya, "+19195550111")
    response = client.post(f"/staff/teams/{team.pk}/links/", {"hours": 12, "uses": 40})
    page = client.get(response["Location"]).content.decode()
    link = JoinLink.objects.get(team=team)
    assert join_links.shown(link.code) in page and "0 joined, 40 left" in page
    assert (link.made_by, link.use_limit) == (town.maya, 40)


def test_not_in_anothers_area(town, signed_in):
    client = signed_in(town.walt)
    assert client.post("/staff/teams/", new_team(town)).status_code == 400
    for page in (f"/staff/teams/{town.durham_team.pk}/", f"/staff/teams/{town.durham_team.pk}/links/"):
        assert client.post(page, new_team(town, hours=12, uses=1)).status_code == 403
    assert not Team.objects.filter(name="Team Lakewood").exists()
    assert not JoinLink.objects.exists()


def test_a_captain_cannot_move_a_team_out_of_sight(town, signed_in):
    client = signed_in(town.maya)
    data = new_team(town, area=town.wake.pk)
    assert client.post(f"/staff/teams/{town.durham_team.pk}/", data).status_code == 400
    town.durham_team.refresh_from_db()
    assert town.durham_team.area == town.durham


def test_the_help_desk_changes_no_team(town, signed_in):
    client = signed_in(town.hugo)
    client.post(f"/staff/teams/{town.durham_team.pk}/", new_team(town))
    town.durham_team.refresh_from_db()
    assert town.durham_team.name == "Team Maya"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "\n"}, {"fallback_phone": "call me"}, {"area": "x"}]
)
def test_a_team_that_cannot_be_is_refused_beside_the_field(town, signed_in, wrong):
    response = signed_in(town.maya).post("/staff/teams/", new_team(town, **wrong))
    assert response.status_code == 400
    assert "errorlist" in response.content.decode()


def test_a_shut_link_says_so_and_shutting_twice_does_no_harm(town, signed_in, sam):
    _person, token, link = sam
    client = signed_in(town.maya)
    for _ in range(2):
        assert client.post(f"/staff/links/{link.pk}/closure/").status_code == 302
    assert "shut: make a new link" in client.get(f"/staff/links/{link.pk}/").content.decode()
    assert devices.of(token), "who joined goes on working"


def test_the_code_is_an_image_without_script(town, signed_in, sam):
    response = signed_in(town.maya).get(f"/staff/links/{sam[2].pk}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<script" not in response.content and b'aria-label="' in response.content


def test_the_code_leads_to_the_link(town, signed_in, sam):
    """What a camera reads is the address on the page."""
    import re

    import zxingcpp

    client = signed_in(town.maya)
    url = client.get(f"/staff/links/{sam[2].pk}/").context["url"]
    drawn = client.get(f"/staff/links/{sam[2].pk}/qr.svg").content.decode()
    expected = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg()
    assert re.search(r' d="([^"]+)"', drawn)[1] == re.search(r' d="([^"]+)"', expected)[1]


@pytest.mark.parametrize("who", ["maya", "hugo", "olga"])
def test_a_lost_link_is_handed_out_again_in_one_tap(town, signed_in, sam, who):
    person, token, _link = sam
    client = signed_in(getattr(town, who))
    response = client.post(f"/staff/people/{person.pk}/link/")
    page = client.get(response["Location"])
    assert "New link for Sam" in page.content.decode()
    again = joining.join(page.context["link"].code, uuid4(), "", "")
    assert again.person == person
    assert devices.of(token) is None
    assert AuditNote.objects.filter(what="reissued a link", details__person=person.pk).exists()


def test_stolen_shuts_phones_and_the_way_back_in(town, signed_in, sam):
    person, token, link = sam
    client = signed_in(town.maya)
    client.post(f"/staff/people/{person.pk}/stolen/", {"links": "1"})
    assert devices.of(token) is None
    assert Device.objects.get().shut_why == "stolen"
    with pytest.raises(joining.JoinRefused):
        joining.join(link.code, uuid4(), "A thief", "9195550166")
    assert "stolen" in client.get(f"/staff/people/{person.pk}/").content.decode()


def test_one_phone_of_two_is_shut(town, signed_in, sam):
    person, token, link = sam
    other = joining.join(link.code, uuid4(), "Sam", "9195550142").token
    device = devices.of(token)
    signed_in(town.maya).post(f"/staff/people/{person.pk}/stolen/", {"device": device.pk})
    assert devices.of(token) is None and devices.of(other)


@pytest.mark.parametrize("act", ["link", "stolen"])
def test_another_areas_captain_does_neither(town, signed_in, sam, act):
    person, token, _link = sam
    assert signed_in(town.walt).post(f"/staff/people/{person.pk}/{act}/").status_code == 403
    assert devices.of(token)
    assert not JoinLink.objects.exclude(for_person=None).exists()


@pytest.mark.parametrize("act", ["link", "stolen"])
def test_a_link_alone_changes_nothing(town, signed_in, sam, act):
    assert signed_in(town.maya).get(f"/staff/people/{sam[0].pk}/{act}/").status_code == 405


@pytest.mark.parametrize(("typed", "found"), [("sam", 1), ("0142", 1), ("SA am", 1), ("zzz", 0), ("%", 0)])
def test_search_by_name_or_number(town, signed_in, sam, typed, found):
    page = signed_in(town.maya).post("/staff/people/", {"q": typed}, headers={"HX-Request": "true"})
    assert page.content.decode().count("(919) 555-0142") == found
    assert "<html" not in page.content.decode()


def test_search_finds_nobody_of_another_area(town, signed_in, sam):
    page = signed_in(town.walt).post("/staff/people/", {"q": "sam"}).content.decode()
    assert "(919) 555-0142" not in page


def test_a_person_is_corrected(town, signed_in, sam):
    person = sam[0]
    data = {"name": "Sam  Sánchez", "phone": "919.555.0177", "lang": "es", "team": town.durham_team.pk}
    assert signed_in(town.maya).post(f"/staff/people/{person.pk}/", data).status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.phone, person.lang) == ("Sam Sánchez", "+19195550177", "es")
