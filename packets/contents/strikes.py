"""Strike sheets: each precinct twice, alphabetical (to find a name) and by code (to tick what somebody calls out)."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from packets.contents import Content
from packets.contents.places import Places, slug
from packets.models import Packet
from packets.words import words
from precincts import codes
from precincts.reads import give_codes
from roll.models import PollingPlace, PrecinctPlace

BY_NAME, BY_CODE = 1, 2
AT_ONCE = 50  # precincts in one query: some tens of thousands of voters
STRIKES = (Path(__file__).parent.parent / "sql" / "strikes.sql").read_text()


def contents(places: Places, paper: str) -> Iterator[Content]:
    """Both sheets of every precinct that has a polling place, while anybody there has not voted."""
    where = {
        one.precinct_id: one.place
        for one in PrecinctPlace.objects.select_related("place").order_by("precinct")
    }
    precincts = list(where)
    for start in range(0, len(precincts), AT_ONCE):
        some = precincts[start : start + AT_ONCE]
        give_codes(some)
        with connection.cursor() as cursor:
            cursor.execute(STRIKES, {"precincts": some})
            found = cursor.fetchall()
        for precinct, voters in found:
            voters = json.loads(voters)
            by_name = sorted(voters, key=lambda voter: (voter[1], voter[2], voter[0]))
            yield _content(precinct, BY_NAME, by_name, where[precinct], places, paper)
            yield _content(precinct, BY_CODE, voters, where[precinct], places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """Of those on the sheet, who has not voted since."""
    with connection.cursor() as cursor:
        cursor.execute(STRIKES, {"precincts": [packet.precinct_id]})
        found = cursor.fetchall()
    left = {voter[0]: voter for voter in (json.loads(found[0][1]) if found else [])}
    voters = [left[n] for n in packet.rows if n in left]
    place = PrecinctPlace.objects.select_related("place").filter(precinct=packet.precinct_id).first()
    named = place.place if place else PollingPlace()
    return _content(packet.precinct_id, packet.part, voters, named, Places(), paper)


def _content(precinct: int, order: int, voters: list, place, places: Places, paper: str) -> Content:
    area = places.folder_of(places.areas[precinct].parent_id)
    named = _("alphabetical") if order == BY_NAME else _("by code")
    with translation.override("en"):
        whole = {
            "title": _("Strike sheet, %(order)s") % {"order": named},
            "subject": f"{places.name(precinct)} · {place.name}",
            "area": places.name(area.pk if area else None),
            "keep": _("Who is not here has voted or is not on the roll. Shred after the polls close."),
            "how": _(
                "Tick who has voted. Every half hour read the new codes to your captain, or hand the page to a runner."
            ),
            "rows": [
                [codes.shown(n), f"{last}, {first}".strip(", "), address]
                for n, last, first, address in voters
            ],
            "words": words(),
            "lang": "en",
            "paper": paper,
        }
    name = "alphabetical" if order == BY_NAME else "by-code"
    return Content(
        kind=Packet.Kind.STRIKES,
        area_id=area.pk if area else None,
        path=f"{places.path(area)}/strikes/{slug(places.name(precinct))}-{precinct}/{name}",
        sheet=whole,
        rows=[voter[0] for voter in voters],
        precinct_id=precinct,
        part=order,
        listed=f"{whole['subject']}, {named}",
    )
