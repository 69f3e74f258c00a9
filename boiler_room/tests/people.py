"""Members of staff for this room's tests: who they are, and a client that is signed in as them."""

import re

from django.test import Client

from crew.models import Login, Person, Role
from lib import clock


def member(name: str, role: str, area=None) -> Person:
    """Someone with one role in `area` (None: everywhere) and a login."""
    person = Person.objects.create(name=name, joined_at=clock.now())
    Role.objects.create(person=person, name=role, area=area)
    Login.objects.create_user(f"{person.pk}@example.org", None, person=person)
    return person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.login)
    return client


def settle(client, entry, choice="accept", **more):
    pk = entry["id"] if isinstance(entry, dict) else entry.pk
    return client.post(f"/desk/entries/{pk}/settlement/", {"choice": choice, **more}, follow=True)


def text(client, page="/desk/", **query) -> str:
    response = client.get(page, query)
    assert response.status_code == 200
    return re.sub(r"\b\w{64}\b", "", response.content.decode())  # no name is found in a form's random token
