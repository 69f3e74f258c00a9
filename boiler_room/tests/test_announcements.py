"""The page on which announcements are written: to whom one may speak, what is previewed, how many were told."""

import pytest

from boiler_room.models import OpenScreens
from boiler_room.tests.people import member, signed_in, text
from crew.models import Team
from front_desk.announcing import board
from front_desk.announcing.saying import announce
from front_desk.models import Announcement
from front_desk.tests.test_announcing import heard, soon
from lib import clock
from lib.uuid7 import uuid7

PAGE = "/announcements/"


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch):
    monkeypatch.setattr(board, "kept", board.Kept())


@pytest.fixture
def berta(office):
    return member("Berta", "boiler_room")


def say(client, to, words="Polls stay open", **more):
    return client.post(PAGE, {"to": to, "text": words, "lasts": "60", **more})


def test_said_to_an_area_it_is_on_its_phones_and_followed(office, client, berta):
    sam, asked = office.caller("Sam"), signed_in(berta)
    office.caller("Ben")
    assert say(asked, f"area-{office.county.pk}", spanish="Siguen abiertas", urgent="on").status_code == 302
    (told,) = sam.exchange(client, want=False)["announcements"]
    assert told["text"] == {"en": "Polls stay open", "es": "Siguen abiertas"} and told["urgent"]
    page = text(asked, PAGE)
    assert "1 of 2 phones told" in page and "Berta" in page
    assert "Polls stay open" in page and "Siguen abiertas" in page


def test_the_preview_says_how_many_screens_and_says_nothing_to_them(office, client, berta):
    office.caller("Sam")
    OpenScreens.objects.create(process=uuid7(), at=clock.now(), teams={str(office.team.pk): 3, "0": 5})
    asked, said = signed_in(berta), {"to": f"team-{office.team.pk}", "text": "Hi <b>", "lasts": "30"}
    part = asked.post(PAGE, said, headers={"HX-Request": "true"}).content.decode()
    for words in ("Hi &lt;b&gt;", "3 screens are open there now", "of 1 phone that joined"):
        assert words in part, words
    assert "<html" not in part
    assert "3 screens" in asked.post(PAGE, said | {"preview": "1"}).content.decode()
    with clock.shifted(60):  # the live process is away
        assert "0 screens" in asked.post(PAGE, said, headers={"HX-Request": "true"}).content.decode()
    assert not Announcement.objects.exists()


def test_it_is_withdrawn_by_whom_it_concerns(office, client, berta, maya, others):
    sam, said = office.caller("Sam"), announce({"en": "One"}, soon(), berta, team=office.team)
    assert heard(sam, client) == ["One"]
    for person in others:
        assert signed_in(person).post(f"{PAGE}{said.pk}/withdrawal/").status_code == 403
    assert heard(sam, client) == ["One"]
    assert signed_in(maya).post(f"{PAGE}{said.pk}/withdrawal/").status_code == 302
    assert heard(sam, client) == []
    assert "withdrawn" in text(signed_in(berta), PAGE)


def test_nobody_speaks_outside_the_own_areas(office, client, maya, wake):
    far = Team.objects.create(name="Far", area=wake)
    asked = signed_in(maya)
    page = text(asked, PAGE)
    assert f"team-{office.team.pk}" in page and "Far" not in page and "everyone" not in page
    for to in (
        "everyone",
        f"area-{wake.pk}",
        f"team-{far.pk}",
        f"area-{office.county.parent_id}",
        "",
        "nonsense",
    ):
        assert say(asked, to).status_code == 400, to
    assert not Announcement.objects.exists()


def test_a_captain_speaks_to_an_area_only_where_nobody_else_leads_a_team(office, maya, others):
    page = text(signed_in(maya), PAGE)
    assert f"team-{office.team.pk}" in page and "Team Nora" not in page and "area-" not in page
    assert say(signed_in(maya), f"area-{office.county.pk}").status_code == 400


def test_it_is_not_for_everybody_of_the_staff(office, client):
    dora = signed_in(member("Dora", "data_director"))
    assert dora.get(PAGE).status_code == 403
    assert "/announcements/" not in text(dora, "/desk/")
    assert client.get(PAGE).status_code == 302


def test_empty_too_long_or_too_often_is_said_in_words(office, berta):
    asked, to = signed_in(berta), f"area-{office.county.pk}"
    assert say(asked, to, " ").status_code == 400
    assert say(asked, to, "x" * 281).status_code == 400
    for n in range(5):
        say(asked, to, f"Number {n}")
    refused = say(asked, to, "One more")
    assert refused.status_code == 400 and "Withdraw one first" in refused.content.decode()
    assert Announcement.objects.count() == 5


def test_staff_see_it_on_every_page_of_theirs(office, client, berta, maya, others):
    announce({"en": "To all of Durham", "es": "A todo Durham"}, soon(), berta, area=office.county)
    announce({"en": "To the team"}, soon(), berta, team=office.team)
    page = text(signed_in(maya), "/desk/")
    assert "To all of Durham" in page and "To the team" in page
    assert (
        "A todo Durham" in signed_in(maya).get("/desk/", headers={"Accept-Language": "es"}).content.decode()
    )
    for person in others:
        assert "To the team" not in text(signed_in(person), "/desk/")
