"""Signed-in members of staff for tests of pages."""

from crew.models import Login, Person, Role
from lib import clock


def member(name: str, role: str, area=None) -> Person:
    """A member of staff with one role in `area` (None: everywhere) and a login."""
    person = Person.objects.create(name=name, joined_at=clock.now())
    Role.objects.create(person=person, name=role, area=area)
    Login.objects.create_user(f"{name.lower()}@example.org", None, person=person)
    return person


def sign_in(client, person: Person):
    client.force_login(person.login)
    return client
