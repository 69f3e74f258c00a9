"""person, team, role, role_ended: who there is and what they may do."""

from crew.models import Person, Role, Team
from lib import door


@door.records("person")
def record_person(entry: door.Entry) -> None:
    """Payload: `{"id", "name", "phone"?, "email"?, "lang"?, "team"?: id|null}`; a known id is changed."""
    said = entry.payload
    person = Person.objects.filter(pk=said["id"]).first()
    person = person or Person(id=said["id"], joined_at=entry.received_at)
    for field in ("name", "phone", "email", "lang"):
        if field in said:
            setattr(person, field, said[field])
    if "team" in said:
        person.team_id = said["team"]
    person.save()


@door.records("team")
def record_team(entry: door.Entry) -> None:
    """Payload: `{"id", "name"?, "area"?, "captain"?: id|null, "fallback_phone"?, "work"?}`; a known id
    is changed."""
    said = entry.payload
    team = Team.objects.filter(pk=said["id"]).first() or Team(id=said["id"])
    for field, key in (("name", "name"), ("area_id", "area"), ("captain_id", "captain")):
        if key in said:
            setattr(team, field, said[key])
    for field in ("fallback_phone", "work"):
        if field in said:
            setattr(team, field, said[field])
    team.save()


@door.records("role")
def record_role(entry: door.Entry) -> None:
    """Payload: `{"id", "person": id, "name", "area": id|null}`; one they have already is refused."""
    said = entry.payload
    if Role.objects.filter(person=said["person"], name=said["name"], area=said["area"]).exists():
        raise door.Refused("has_it_already", "This person has that role there already.")
    Role.objects.create(id=said["id"], person_id=said["person"], name=said["name"], area_id=said["area"])


@door.records("role_ended")
def record_role_ended(entry: door.Entry) -> None:
    """Payload: `{"role": id}`; ending it twice does no harm."""
    Role.objects.filter(pk=entry.payload["role"]).delete()
