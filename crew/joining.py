"""A volunteer joins by a link: name and phone, no password, and the browser has its token.

Asking twice joins once: the same browser is answered with the same token, and the same name and phone in the
same team are the same person on another phone.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crew import devices, features, join_links, lost_phones, names
from crew.models import Device, JoinLink, Person, Team
from crew.switches import standing, uses
from lib import door

MOST_DEVICES = 6  # open at a time, of one person: phone, tablet, laptop, and some reinstalled
PAUSED = gettext_lazy(
    "The office takes nobody new for the moment. Try again in some minutes, or call your captain."
)
MINE = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


class JoinRefused(Exception):
    """`code`: link_unknown, link_shut, link_expired, link_full, join_paused, name, phone, client, or too_many_devices."""

    def __init__(self, code: str, text: str):
        super().__init__(text)
        self.code, self.text = code, text


@dataclass(frozen=True)
class Joined:
    token: str
    person: Person
    team: Team
    sheets: list[dict] = field(default_factory=list)  # filled by a room that knows lists

    def as_json(self) -> dict:
        """As `POST /join/<code>` answers."""
        captain = self.team.captain
        return {
            "token": self.token,
            "who": {"id": self.person.pk, "name": self.person.name},
            "team": {
                "id": self.team.pk,
                "name": self.team.name,
                "captain": captain.name if captain else "",
                "fallback": self.team.number,
            },
            "work": self.team.work,
            "sheets": self.sheets,
        }


def join(code: str, client: UUID | str, name: str, phone: str, lang: str = "en") -> Joined:
    """Joins the browser `client` by the link; raises JoinRefused with words for the person.

    A link made for one person ignores the name and phone given, and shuts that person's other phones as lost.
    """
    client = _client(client)
    with transaction.atomic():
        # The link's row is the queue at the door: what follows happens for one browser at a time.
        link = (
            JoinLink.objects.select_for_update(of=["self"])
            .select_related("team__captain", "team__area", "for_person")
            .filter(code=join_links.read_code(code))
            .first()
        )
        if link is None:
            raise JoinRefused("link_unknown", _("This link is not known. Check it, or ask for a new one."))
        known = Device.objects.select_related("person").filter(client=client, link=link).first()
        if known:
            return _again(known, link)
        person = link.for_person or _person(link.team, name, phone)
        _may_come_in(link, person)
        if person is None:
            if paused(link.team):
                raise JoinRefused("join_paused", PAUSED)
            person = _new_person(link, names.name(name), names.phone(phone), lang)
        elif link.for_person:
            lost_phones.shut(person, "lost", by=link.made_by)
        token = _new_device(client, person, link)
    uses.count(features.JOIN, link.team.area_id)
    return Joined(token, person, link.team)


def paused(team: Team) -> bool:
    """Whether the office takes nobody new there now; who is known, and a link for one person, still come in."""
    return not standing.is_on(features.JOIN, team.area)


def _client(given: UUID | str) -> UUID:
    try:
        return given if isinstance(given, UUID) else UUID(given)
    except ValueError:
        text = _("Your browser sent something we cannot read. Load the page again.")
        raise JoinRefused("client", text) from None


def _again(device: Device, link: JoinLink) -> Joined:
    if device.shut_at:
        raise JoinRefused("link_shut", _("This phone's link was shut. Ask your captain for a new one."))
    return Joined(devices.token_for(device.client, device.pk), device.person, link.team)


def _person(team: Team, typed_name: str, typed_phone: str) -> Person | None:
    """Who of the team this is, if known; until this ends nobody else joins with that phone."""
    try:
        name = names.name(typed_name)
    except ValueError as error:
        raise JoinRefused("name", str(error)) from None
    try:
        phone = names.phone(typed_phone)
    except ValueError as error:
        raise JoinRefused("phone", str(error)) from None
    with connection.cursor() as cursor:
        cursor.execute(MINE, [f"join:{team.pk}:{phone}"])
    members = Person.objects.filter(team=team, phone=phone).order_by("pk")
    return next((person for person in members if names.same(person.name, name)), None)


def _may_come_in(link: JoinLink, person: Person | None) -> None:
    came_before = person and link.device_set.filter(person=person).exists() and not link.for_person
    used = join_links.uses(link)
    state = join_links.state(link, used - 1 if came_before else used)
    if state == "shut":
        raise JoinRefused("link_shut", _("This link was shut. Ask your captain for a new one."))
    if state == "expired":
        raise JoinRefused("link_expired", _("This link has run out. Ask your captain for a new one."))
    if state == "full":
        raise JoinRefused("link_full", _("This link has been used as often as it may. Ask for a new one."))
    if person and not link.for_person and person.devices.filter(shut_at=None).count() >= MOST_DEVICES:
        text = _("You have joined on very many phones already. Ask your captain for a link of your own.")
        raise JoinRefused("too_many_devices", text)


def _new_person(link: JoinLink, name: str, phone: str, lang: str) -> Person:
    person_id = door.new_id("crew_person")
    lang = lang[:2].lower() if lang[:2].lower() in dict(settings.LANGUAGES) else "en"
    payload = {"id": person_id, "name": name, "phone": phone, "lang": lang, "team": link.team_id}
    door.enter("person", payload, by=person_id, source="join")
    return Person.objects.get(pk=person_id)


def _new_device(client: UUID, person: Person, link: JoinLink) -> str:
    device_id = door.new_id("crew_device")
    token = devices.token_for(client, device_id)
    payload = {
        "id": device_id,
        "client": str(client),
        "person": person.pk,
        "link": link.pk,
        "token_hash": devices.token_hash(token).hex(),
    }
    door.enter("device", payload, by=person, source="join")
    return token
