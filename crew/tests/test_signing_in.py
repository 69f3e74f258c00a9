"""Staff sign in by password and second key; wrong, repeated and too often; nobody signs up."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from crew.tests.town import PASSWORD

LOGIN = "/staff/login/"


@pytest.fixture(autouse=True)
def forgotten_tries(db):
    cache.clear()


def sign_in(client, name, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": f"{name}@example.org", "password": password}, **extra)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))


@pytest.fixture
def guarded(town):
    """Olga, with an authenticator app; answers its secret."""
    secret = generate_totp_secret()
    TOTP.activate(town.olga.login, secret)
    return secret


def test_password_lets_in_and_leads_back(town, client):
    response = client.post(f"{LOGIN}?next=/staff/areas/", {"login": "Maya@Example.org", "password": PASSWORD})
    assert response["Location"] == "/staff/areas/"
    assert client.get("/staff/areas/").status_code == 200


def test_never_leads_to_another_site(town, client):
    data = {"login": "maya@example.org", "password": PASSWORD, "next": "https://evil.example.org/"}
    assert "evil" not in client.post(LOGIN, data)["Location"]


def test_wrong_password_says_what_to_do(town, client):
    page = sign_in(client, "maya", "wrong").content.decode()
    assert "do not go together" in page and "office manager" in page
    assert sign_in(client, "nobody", "wrong").content.decode().count("do not go together") == 1


def test_a_closed_login_says_so(town, client):
    town.maya.login.is_active = False
    town.maya.login.save()
    response = sign_in(client, "maya", follow=True)
    assert "This login is closed" in response.content.decode()


def test_too_many_tries_stop_that_login_and_no_other_behind_the_address(town, client):
    for _ in range(10):
        sign_in(client, "maya", "wrong")
    assert "Ten wrong tries" in sign_in(client, "maya").content.decode()
    assert sign_in(client, "walt").status_code == 302


def test_eight_hundred_people_behind_one_address_sign_in(town, client):
    for _ in range(100):
        assert sign_in(client, "walt").status_code == 302
        client.logout()


def test_with_a_second_key_the_password_is_half(town, client, guarded):
    assert sign_in(client, "olga")["Location"].startswith("/staff/keys/authenticate/")
    assert client.get("/staff/teams/").status_code == 302
    wrong = client.post("/staff/keys/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.post("/staff/keys/authenticate/", {"code": code(guarded)}).status_code == 302
    assert client.get("/staff/teams/").status_code == 200


def test_a_code_is_good_once(town, client, guarded):
    spent = code(guarded)
    sign_in(client, "olga")
    client.post("/staff/keys/authenticate/", {"code": spent})
    client.logout()
    sign_in(client, "olga")
    assert client.post("/staff/keys/authenticate/", {"code": spent}).status_code == 200
    assert client.get("/staff/teams/").status_code == 302


def test_the_apps_secret_is_not_readable_in_the_database(town, guarded):
    kept = Authenticator.objects.get(user=town.olga.login).data["secret"]
    assert guarded not in kept


def test_roles_beyond_captain_need_a_second_key_once_the_office_has_a_name(town, client, settings):
    settings.SECOND_KEY_REQUIRED = True
    client.force_login(town.olga.login)
    response = client.get("/staff/teams/")
    assert response["Location"] == "/staff/second-key/?next=%2Fstaff%2Fteams%2F"
    assert "One more key" in client.get(response["Location"]).content.decode()
    client.force_login(town.maya.login)
    assert client.get("/staff/teams/").status_code == 200


def test_with_the_key_the_way_is_open(town, client, settings, guarded):
    settings.SECOND_KEY_REQUIRED = True
    sign_in(client, "olga")
    client.post("/staff/keys/authenticate/", {"code": code(guarded)})
    assert client.get("/staff/teams/").status_code == 200
    assert client.get("/staff/second-key/?next=/staff/areas/")["Location"] == "/staff/areas/"
    assert "evil" not in client.get("/staff/second-key/?next=https://evil.example.org/")["Location"]


@pytest.mark.parametrize("name", ["olga", "dana", "maya", "hugo"])
def test_everyone_starts_on_a_page_that_opens(town, client, name):
    assert sign_in(client, name, follow=True).status_code == 200


def test_setting_up_the_app_asks_for_the_password_once_more(town, client):
    sign_in(client, "olga")
    asked = client.get("/staff/keys/totp/activate/")
    assert asked["Location"].startswith("/staff/reauthenticate/")
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get("/staff/keys/totp/activate/")
    secret = page.context["form"].secret
    done = client.post("/staff/keys/totp/activate/", {"code": code(secret)})
    assert done["Location"] == "/staff/keys/recovery-codes/"
    assert Authenticator.objects.filter(user=town.olga.login).count() == 2
    assert "Print these" in client.get(done["Location"]).content.decode()


def test_nobody_signs_up_and_nothing_resets_by_mail(client, db):
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_signing_out_ends_it(town, signed_in):
    client = signed_in(town.maya)
    assert client.post("/staff/logout/").status_code == 302
    assert client.get("/staff/teams/").status_code == 302


def test_a_form_left_open_over_a_sign_out_says_so(town):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(town.maya.login)
    response = client.post("/staff/teams/", {"name": "x"})
    assert response.status_code == 403
    assert "open too long" in response.content.decode()


def test_spanish(town, client):
    page = client.get(LOGIN, headers={"Accept-Language": "es"}).content.decode()
    assert "Iniciar sesión" in page and '<html lang="es">' in page
