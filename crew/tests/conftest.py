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


@pytest.fixture
def willing(town):
    """Maya and fourteen of her team, each with a number, agreed to stand on a tree."""
    from crew.trees import agreeing
    from lib import door

    door.enter("person", {"id": town.maya.pk, "name": "Maya", "phone": "+19195550120"})
    town.maya.refresh_from_db()
    town.people = [
        town.person(f"Person {n:02}", team=town.durham_team, phone=f"+191955502{n:02}") for n in range(14)
    ]
    agreeing.say([town.maya, *town.people], True, "staff", town.maya)
    return town


@pytest.fixture
def tree(willing):
    """The phone tree of Durham, five to a call."""
    from crew.trees import making

    return making.make(willing.durham, 5, willing.maya)
