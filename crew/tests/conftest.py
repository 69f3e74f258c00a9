import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Real password hashes take a third of a second each, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def town(db):
    """Durham and Wake, with their people (town.py)."""
    from crew.tests.town import Town

    return Town()


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` -> the test client, signed in as that member of staff."""

    def sign_in(person):
        client.force_login(person.login)
        return client

    return sign_in
