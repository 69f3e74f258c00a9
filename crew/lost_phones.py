"""A lost link is reissued in seconds; a stolen phone is shut at once.

Lost: what the old phone had not sent yet is taken in, once, when it comes. Stolen: it is set aside for a
captain to look at, because whoever has the phone may have typed it.
"""

from crew import join_links
from crew.models import JoinLink, Person, Team
from lib import door


def reissue(person: Person, by: Person | None, team: Team | None = None) -> JoinLink:
    """A link for this person alone, good once, for a day; using it shuts their other phones as lost.

    ValueError when the person is in no team and none is given.
    """
    team = team or person.team
    if team is None:
        raise ValueError(f"{person.name} is in no team")
    for old in JoinLink.objects.filter(for_person=person, shut_at=None, device=None):
        join_links.shut(old, by)
    return join_links.make(team, by, hours=join_links.REISSUE_HOURS, uses=1, for_person=person)


def shut(person: Person, why: str, by: Person | None, devices: list[int] | None = None) -> int:
    """Shuts the person's phones (those of `devices`, else all) as "lost" or "stolen"; answers how many.

    Phones shut as lost may still become stolen.
    """
    if why not in ("lost", "stolen"):
        raise ValueError(why)
    phones = person.devices.exclude(shut_why="stolen")
    phones = phones if why == "stolen" else phones.filter(shut_at=None)
    if devices is not None:
        phones = phones.filter(pk__in=devices)
    ids = list(phones.order_by("pk").values_list("pk", flat=True))
    if ids:
        door.enter("device_shut", {"devices": ids, "why": why}, by=by)
    return len(ids)
