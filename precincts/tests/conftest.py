import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def polls(db):
    from precincts.tests.polls import Polls

    return Polls()


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` -> the test client, signed in as that member of staff."""

    def sign_in(person):
        client.force_login(person.login)
        return client

    return sign_in
