"""The first login of a new office: everyone else is invited from it."""

import secrets
from typing import NamedTuple

from django.db import transaction

from crew.models import Login, Person, Role
from lib import door


class FirstLogin(NamedTuple):
    login: Login
    password: str | None  # None when the login was there already: it is printed once and kept nowhere


def ensure_office(email: str, name: str = "Office manager") -> FirstLogin:
    """The office manager's login, made when nobody has that address yet; a repeat changes nothing."""
    with transaction.atomic():
        login = Login.objects.filter(email=email.lower()).first()
        if login:
            return FirstLogin(login, None)
        person_id = door.new_id("crew_person")
        door.enter("person", {"id": person_id, "name": name, "email": email.lower()}, source="start")
        role = {"id": door.new_id("crew_role"), "person": person_id, "name": Role.Name.OFFICE, "area": None}
        door.enter("role", role, source="start")
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        login = Login.objects.create_user(email, password, person=Person.objects.get(pk=person_id))
        return FirstLogin(login, password)
