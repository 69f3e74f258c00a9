"""Staff with logins, staging locations, and a team that can be joined."""

import secrets

from crew import areas, first_start, join_links, roles
from crew.models import Area, JoinLink, Login, Person, Role, Team
from lib import door

OFFICE, DATA, CAPTAIN = "office@example.org", "data@example.org", "captain@example.org"
BOILER_ROOM = "boiler@example.org"
STAGINGS = ("Northside staging", "Southside staging")
TEAM, FALLBACK = "Fairwater callers", "+19195550142"
LINK_HOURS = 24 * 30


def office(logins: list[dict]) -> Person:
    """The office manager; a login that is made is added to `logins`."""
    first = first_start.ensure_office(OFFICE, "Ruth Calder")
    if first.password:
        logins.append({"role": "Office manager", "email": OFFICE, "password": first.password})
    return first.login.person


def staff(by: Person, logins: list[dict]) -> Person:
    """The data director and the captain; answers the captain."""
    county = Area.objects.get(kind="region")
    _member("Priya Raman", DATA, Role.Name.DATA_DIRECTOR, None, by, logins)
    return _member("Maya Okafor", CAPTAIN, Role.Name.CAPTAIN, county, by, logins)


def boiler_room(by: Person, logins: list[dict]) -> Person:
    """Somebody who looks at everything; a login that is made is added to `logins`."""
    return _member("Jo Lindqvist", BOILER_ROOM, Role.Name.BOILER_ROOM, None, by, logins)


def _member(name: str, email: str, role: str, area: Area | None, by: Person, logins: list[dict]) -> Person:
    login = Login.objects.filter(email=email).select_related("person").first()
    if login is None:
        login = roles.new_staff(name, email, by)
    area_id = area.pk if area else None
    if not Role.objects.filter(person=login.person, name=role, area=area_id).exists():
        roles.give(login.person, role, area_id, by)
    if not any(known["email"] == email for known in logins):
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        login.set_password(password)
        login.save(update_fields=["password"])
        logins.append({"role": str(Role.Name(role).label), "email": email, "password": password})
    return login.person


def stagings(by: Person) -> None:
    """Two staging locations, each with half of the county's precincts."""
    county = Area.objects.get(kind="region")
    precincts = list(Area.objects.filter(kind="precinct", lineage__contains=[county.pk]).order_by("code"))
    half = (len(precincts) + 1) // 2
    for name, own in zip(STAGINGS, (precincts[:half], precincts[half:]), strict=True):
        staging = Area.objects.filter(kind="staging", name=name).first() or areas.add_staging(
            county, name, by
        )
        if own:
            areas.move(own, staging, by)


def team(captain: Person, by: Person) -> Team:
    """The callers' team, led by `captain`."""
    known = Team.objects.filter(name=TEAM).first()
    if known is None:
        county = Area.objects.get(kind="region")
        payload = {"id": door.new_id("crew_team"), "name": TEAM, "area": county.pk, "captain": captain.pk}
        door.enter("team", payload | {"fallback_phone": FALLBACK}, by=by)
        known = Team.objects.get(pk=payload["id"])
    return known


def link(team: Team, by: Person, code: str) -> JoinLink:
    """The link with `code` while it is open, else a new one."""
    known = JoinLink.objects.filter(code=code, team=team).first()
    if known and join_links.state(known, join_links.uses(known)) == "open":
        return known
    return join_links.make(team, by, hours=LINK_HOURS, uses=join_links.MOST_USES)
