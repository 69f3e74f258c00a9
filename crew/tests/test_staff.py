"""Inviting, roles and new sign-in links: nobody gives what is not theirs to give."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from crew import first_start, invitations
from crew.models import AuditNote, Invitation, Login, Person, Role
from crew.tests.town import PASSWORD
from lib import clock

NEW = "four words to remember"


def invite(client, town, role="captain", area=None, **changes):
    area = area if area is not None else town.durham.pk
    data = {"name": "Ana", "email": "Ana@example.org", "role": role, "area": area, **changes}
    return client.post("/staff/staff/", data)


def test_invited_by_link_without_mail(town, client, signed_in):
    page = invite(signed_in(town.olga), town)
    url = page.context["url"]
    assert Login.objects.get(email="ana@example.org").has_usable_password() is False
    client.logout()
    assert "Welcome, Ana" in client.get(url).content.decode()
    assert client.post(url, {"password": NEW})["Location"] == "/staff/second-key/"
    assert client.get("/staff/teams/").status_code == 200
    client.logout()
    login = {"login": "ana@example.org", "password": NEW}
    assert client.post("/staff/login/", login).status_code == 302


def test_the_link_is_good_once(town, client, signed_in):
    url = invite(signed_in(town.olga), town).context["url"]
    client.post(url, {"password": NEW})
    assert client.get(url).status_code == 410
    assert client.post(url, {"password": NEW}).status_code == 410


def test_a_newer_link_replaces_it_and_time_ends_it(town, client):
    login = town.maya.login
    first, second = invitations.invite(login, town.olga), invitations.invite(login, town.olga)
    assert invitations.of(first) is None
    assert invitations.of(second)
    with clock.shifted(invitations.HOURS * 3600 + 1):
        assert invitations.of(second) is None
    assert invitations.of("nonsense") is None


def test_two_at_once_set_one_password(town):
    found = invitations.of(invitations.invite(town.maya.login, town.olga))
    assert invitations.accept(found, NEW)
    assert not invitations.accept(found, "another long password")
    assert Login.objects.get(pk=town.maya.login.pk).check_password(NEW)


def test_only_the_hash_of_the_link_is_kept(town):
    token = invitations.invite(town.maya.login, town.olga)
    assert token.encode() not in bytes(Invitation.objects.get().token_hash)


@pytest.mark.parametrize("password", ["short", "passwordpassword"[:8], "            "[:4]])
def test_a_weak_password_is_refused_in_words(town, client, password):
    token = invitations.invite(town.maya.login, town.olga)
    page = client.post(f"/staff/welcome/{token}/", {"password": password})
    assert page.status_code == 200 and "errorlist" in page.content.decode()
    assert invitations.of(token)


def test_a_new_link_does_not_stand_in_for_the_second_key(town, client):
    TOTP.activate(town.olga.login, generate_totp_secret())
    url = f"/staff/welcome/{invitations.invite(town.olga.login, None)}/"
    assert client.post(url, {"password": NEW})["Location"] == "/staff/login/"
    assert client.get("/staff/teams/").status_code == 302


def test_who_lost_phone_and_codes_starts_afresh(town, client, signed_in):
    TOTP.activate(town.dana.login, generate_totp_secret())
    page = signed_in(town.olga).post(f"/staff/staff/{town.dana.pk}/link/", {"keys": "1"})
    client.logout()
    client.post(page.context["url"], {"password": NEW})
    assert not Authenticator.objects.filter(user=town.dana.login).exists()
    assert client.get("/staff/me/").status_code == 200


def test_setting_a_password_ends_sessions_elsewhere(town, client, signed_in):
    signed_in(town.maya)
    invitations.accept(invitations.of(invitations.invite(town.maya.login, town.olga)), NEW)
    assert client.get("/staff/teams/").status_code == 302


def test_the_help_desk_lets_captains_of_its_area_in_and_nobody_above(town, signed_in):
    client = signed_in(town.hugo)
    may = {name: client.post(f"/staff/staff/{getattr(town, name).pk}/link/").status_code for name in
           ("maya", "hugo", "walt", "dana", "olga")}  # fmt: skip
    assert may == {"maya": 200, "hugo": 200, "walt": 403, "dana": 403, "olga": 403}


def test_the_help_desk_resets_no_second_key(town, signed_in):
    response = signed_in(town.hugo).post(f"/staff/staff/{town.maya.pk}/link/", {"keys": "1"})
    assert response.status_code == 403


def test_a_captain_who_is_more_elsewhere_is_not_the_help_desks_to_let_in(town, signed_in):
    town.role(town.maya.pk, "data_director", town.wake)
    assert signed_in(town.hugo).post(f"/staff/staff/{town.maya.pk}/link/").status_code == 403


def test_captains_and_help_desk_invite_nobody(town, signed_in):
    assert invite(signed_in(town.maya), town).status_code == 403
    assert invite(signed_in(town.hugo), town).status_code in (400, 403)
    assert not Login.objects.filter(email="ana@example.org").exists()


def test_a_field_director_makes_captains_in_the_own_area_only(town, signed_in):
    client = signed_in(town.person("Fred", "field_director", town.durham))
    assert invite(client, town, email="a@example.org").status_code == 200
    assert invite(client, town, "captain", town.wake.pk).status_code == 400
    assert invite(client, town, "captain", "everywhere").status_code == 400
    assert invite(client, town, "office").status_code == 400
    assert Role.objects.filter(person__email__in=["a@example.org", "ana@example.org"]).count() == 1


WRONG = [
    {"area": ""},
    {"area": "x"},
    {"role": "king"},
    {"email": "Maya@example.org"},
    {"email": "no"},
    {"name": ""},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_invitation_that_cannot_be_is_refused_beside_the_field(town, signed_in, wrong):
    response = invite(signed_in(town.olga), town, **wrong)
    assert response.status_code == 400 and "errorlist" in response.content.decode()


def test_a_volunteer_becomes_a_captain_and_stays_the_same_person(town, signed_in):
    client = signed_in(town.olga)
    page = f"/staff/staff/?person={town.vera.pk}"
    data = {"name": "Vera", "email": "vera@example.org", "role": "captain", "area": town.durham.pk}
    assert client.post(page, data).status_code == 200
    assert Person.objects.get(email="vera@example.org").pk == town.vera.pk
    assert client.post(page, {**data, "email": "vera2@example.org"}).status_code == 403


def test_roles_are_given_and_ended_and_both_are_noted(town, signed_in):
    client = signed_in(town.olga)
    client.post(f"/staff/staff/{town.maya.pk}/", {"role": "help_desk", "area": "everywhere"})
    role = Role.objects.get(person=town.maya, name="help_desk", area=None)
    client.post(f"/staff/staff/{town.maya.pk}/", {"role": "help_desk", "area": "everywhere"})
    assert Role.objects.filter(person=town.maya).count() == 2
    client.post(f"/staff/roles/{role.pk}/end/")
    assert not Role.objects.filter(pk=role.pk).exists()
    assert client.post(f"/staff/roles/{role.pk}/end/").status_code == 404
    noted = AuditNote.objects.filter(person=town.olga).values_list("what", flat=True)
    assert {"gave a role", "ended a role"} <= set(noted)


def test_the_last_office_manager_stays(town, signed_in):
    client = signed_in(town.olga)
    role = Role.objects.get(person=town.olga)
    client.post(f"/staff/roles/{role.pk}/end/")
    assert Role.objects.filter(pk=role.pk).exists()
    assert "last office manager" in client.get("/staff/staff/").content.decode()


def test_an_ended_role_closes_its_pages_at_once(town, signed_in, client):
    signed_in(town.maya)
    assert client.get("/staff/teams/").status_code == 200
    Role.objects.filter(person=town.maya).delete()
    assert client.get("/staff/teams/").status_code == 403


def test_the_first_start_makes_one_login_and_says_its_password_once(db, client):
    first = first_start.ensure_office("Office@example.org")
    again = first_start.ensure_office("office@example.org")
    assert again.login == first.login and again.password is None
    login = {"login": "office@example.org", "password": first.password}
    assert client.post("/staff/login/", login).status_code == 302
    assert client.get("/staff/audit/").status_code == 200
    assert first.password != PASSWORD
