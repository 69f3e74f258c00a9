"""The captain's cover: who comes, whom to ring, what to do when the program is away, and what else lies in the folder."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from crew import names, zone
from crew.models import Booking, Team
from lib import clock
from packets import numbers
from packets.contents import Content, telling
from packets.contents.places import Places, slug
from packets.contents.ringing import captains, helpers
from packets.models import Packet
from packets.words import words

AHEAD = timedelta(days=1)


def contents(places: Places, paper: str, others: Iterable[tuple[Content, str]]) -> Iterator[Content]:
    """One a team. `others` are the packets of now with their numbers: a team's cover lists its own."""
    listed: dict[int, list] = {}
    trees: dict[int | None, str] = {}
    for content, number in others:
        if content.kind == Packet.Kind.TREES:
            trees[content.area_id] = number
        if content.team_id:
            listed.setdefault(content.team_id, []).append([number, content.listed, len(content.rows)])
    for team in Team.objects.select_related("captain").order_by("pk"):
        yield _content(team, listed.get(team.pk, []), trees, places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """The cover of its team, with the packets that lie in the folder now."""
    own = Packet.objects.filter(team=packet.team, replaced_at=None, handed=False).exclude(kind=packet.kind)
    listed = [
        (numbers.shown(one.pk), one, len(one.rows))
        for one in own.select_related("sheet", "team").order_by("kind", "sheet__priority", "sheet", "part")
    ]
    with translation.override(packet.team.captain.lang if packet.team.captain else "en"):
        told = [
            [number, telling.subject(one.kind, one.sheet, one.part, one.team), n] for number, one, n in listed
        ]
    tree = Packet.objects.filter(kind=Packet.Kind.TREES, area=packet.area_id, replaced_at=None).first()
    trees = {tree.area_id: numbers.shown(tree.pk)} if tree else {}
    return _content(packet.team, told, trees, Places(), paper)


def _content(team: Team, listed: list, trees: dict, places: Places, paper: str) -> Content:
    area = places.folder_of(team.area_id)
    tree = trees.get(area.pk if area else None, "")
    lang = team.captain.lang if team.captain else "en"
    with translation.override(lang):
        whole = {
            "title": _("Captain’s cover"),
            "subject": team.name,
            "area": places.name(area.pk if area else None),
            "keep": _("Names and numbers: give it to nobody, shred it after the election."),
            "steps": _steps(tree),
            "numbers": captains([team]) + helpers(team.area_id, places),
            "packets": listed,
            "people": _people(team),
            "words": words(),
            "lang": lang,
            "paper": paper,
        }
    return Content(
        kind=Packet.Kind.COVER,
        area_id=area.pk if area else None,
        path=f"{places.path(area)}/covers/{slug(team.name)}-{team.pk}",
        sheet=whole,
        rows=[],
        team_id=team.pk,
        listed=f"{whole['title']}: {team.name}",
    )


def _steps(tree: str) -> list[str]:
    """`tree`: the number of the area's phone tree on paper, "" where there is none."""
    steps = [
        _("Phones go on by themselves for about 90 minutes. Let people finish what they have on screen."),
        _("Then give each caller one packet of the list below. Write down name and time beside it."),
        _("Give out only this team’s packets: the other teams have the other parts of the same lists."),
        _(
            "Watchers go on with the strike sheets; runners bring the ticked pages, or they read the codes on the phone."
        ),
        _("Ring the boiler room once an hour: packets out, packets back, votes struck."),
        _("When the program is back: give out no more paper, and type in what came back (Paper, “Type in”)."),
    ]
    if tree:
        said = _(
            "Start the phone tree, packet %(number)s: ring its first pair and read out what people are to do."
        )
        steps.insert(1, said % {"number": tree})
    return steps


def _people(team: Team) -> list[list[str]]:
    at = clock.now()
    booked = Booking.objects.filter(
        shift__team=team, shift__cancelled_at=None, shift__ends_at__gt=at, shift__starts_at__lt=at + AHEAD
    )
    here = zone.of(team.area)
    said = {True: _("comes"), False: _("cannot come"), None: _("not answered")}
    return [
        [
            booking.person.name,
            names.shown(booking.person.phone),
            f"{booking.shift.starts_at.astimezone(here):%a %H:%M}–{booking.shift.ends_at.astimezone(here):%H:%M}",
            said[booking.coming],
        ]
        for booking in booked.select_related("person", "shift").order_by("shift__starts_at", "person__name")
    ]
