"""Who gives which roles, and who may hand whom a new sign-in link."""

from django.db import transaction

from crew import audit_log
from crew.models import Login, Person, Role
from crew.scope import Scope
from lib import door

# The office gives every role, within its own areas; a field director makes captains; nobody else any.
GIVES = {
    Role.Name.OFFICE: frozenset(Role.Name.values),
    Role.Name.FIELD_DIRECTOR: frozenset({Role.Name.CAPTAIN}),
}
# The help desk lets captains and its own back in: a link for anyone above would be a way up.
LETS_IN = {
    Role.Name.OFFICE: frozenset(Role.Name.values),
    Role.Name.HELP_DESK: frozenset({Role.Name.CAPTAIN, Role.Name.HELP_DESK}),
    Role.Name.FIELD_DIRECTOR: frozenset({Role.Name.CAPTAIN}),
}


def _may(table: dict, scope: Scope, role: str, area_id: int | None) -> bool:
    return any(
        role in table.get(own, ()) and Scope(None, [(own, root)]).sees(area_id) for own, root in scope.grants
    )


def may_give(scope: Scope, role: str, area_id: int | None) -> bool:
    return _may(GIVES, scope, role, area_id)


def may_let_in(scope: Scope, person: Person) -> bool:
    """Whether a new sign-in link for `person` is theirs to give: for all roles that it would open."""
    held = list(person.roles.values_list("name", "area_id"))
    return bool(held) and all(_may(LETS_IN, scope, name, area) for name, area in held)


def gives(scope: Scope) -> list[tuple[str, str]]:
    """The roles this person may give somewhere, as choices."""
    own = {role for name in scope.roles for role in GIVES.get(name, ())}
    return [choice for choice in Role.Name.choices if choice[0] in own]


def give(person: Person, role: str, area_id: int | None, by: Person | None) -> None:
    """Raises door.Refused when they have it there already."""
    payload = {"id": door.new_id("crew_role"), "person": person.pk, "name": role, "area": area_id}
    with transaction.atomic():
        door.enter("role", payload, by=by)
        audit_log.note(by, "gave a role", to=person.pk, role=role, area=area_id)


def end(role: Role, by: Person | None) -> None:
    with transaction.atomic():
        door.enter("role_ended", {"role": role.pk}, by=by)
        audit_log.note(by, "ended a role", of=role.person_id, role=role.name, area=role.area_id)


def last_office_manager(role: Role) -> bool:
    """Whether ending it would leave the whole campaign without an office manager."""
    if role.name != Role.Name.OFFICE or role.area_id is not None:
        return False
    others = Role.objects.filter(name=Role.Name.OFFICE, area=None).exclude(pk=role.pk)
    return not others.filter(person__login__is_active=True).exists()


def new_staff(name: str, email: str, by: Person | None, person: Person | None = None) -> Login:
    """Someone with a login that has no password yet; `person`, if given, is a volunteer made staff."""
    with transaction.atomic():
        person_id = person.pk if person else door.new_id("crew_person")
        door.enter("person", {"id": person_id, "name": name, "email": email.lower()}, by=by)
        return Login.objects.create_user(email, None, person_id=person_id)
