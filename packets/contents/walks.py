"""Walk lists: each turf of each open sheet of doors, in the order of its route, with a sketch of where it goes."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lists.models import Sheet
from packets.contents import Content
from packets.contents.places import Places, slug
from packets.contents.results import boxes
from packets.contents.script import questions, spoken
from packets.contents.sketching import sketch
from packets.contents.telling import about, language, subject
from packets.models import Packet
from packets.words import words

SQL = Path(__file__).parent.parent / "sql"
WALKS = (SQL / "walks.sql").read_text()
BEHIND = (SQL / "behind_doors.sql").read_text()
_STREET = re.compile(r"^\d+\S*\s+(?:1/2\s+)?|\s+(?:apt|unit|ste|suite|lot|rm|#)\b.*$|\s+#.*$", re.IGNORECASE)


def contents(places: Places, paper: str) -> Iterator[Content]:
    """Every turf of every sheet of doors that is not paused and has a team; neighbouring turf goes to one team."""
    open_sheets = Sheet.objects.filter(paused=False, channel="walk").select_related("script_version")
    for sheet in open_sheets.prefetch_related("teams__captain").order_by("priority", "pk"):
        teams = sorted(sheet.teams.all(), key=lambda team: team.pk)
        if not teams:
            continue
        with connection.cursor() as cursor:
            cursor.execute(WALKS, {"sheet": sheet.pk, "size": sheet.turf_doors})
            turfs = cursor.fetchall()
        whole = -(-sheet.report["targets"] // sheet.turf_doors)
        for turf, doors in turfs:
            team = teams[turf * len(teams) // whole]
            yield _content(sheet, team, turf + 1, json.loads(doors), places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """What is printed on a list that was given out, in the order of its rows."""
    pairs = [(voter, door) for _target, door, voters in packet.rows for voter in voters]
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [[voter for voter, _door in pairs], [door for _voter, door in pairs]])
        people = {row[0]: row[1:] for row in cursor.fetchall()}
    doors = []
    for target, door, voters in packet.rows:
        told, address, city, north, east = [], "", "", None, None
        for voter in voters:
            name, age, place, lang, *where, off = people.get(
                voter, ("", None, "", "", "", "", None, None, True)
            )
            if off:
                told.append([voter, _("(off the list)"), None, "", ""])
            else:
                told.append([voter, name, age, place, lang])
                address, city, north, east = where
        doors.append([target, door, address, city, north, east, told])
    return _content(packet.sheet, packet.team, packet.part, doors, Places(), paper)


def _content(sheet, team, part: int, doors: list, places: Places, paper: str) -> Content:
    area = places.folder_of(team.area_id)
    lang = team.captain.lang if team.captain else "en"
    with translation.override(lang):
        shown, located, row = [], [], 0
        usual = Counter(city for _t, _d, _a, city, *_rest in doors).most_common(1)[0][0]
        for _target, _door, address, city, north, east, voters in doors:
            people = []
            for _voter, name, age, place, speaks in voters:
                row += 1
                note = about(age, place, "" if speaks in (lang, "") else language(speaks))
                people.append({"row": row, "name": name, "about": note})
            located.append((north, east, _STREET.sub("", address), people[0]["row"]))
            shown.append({"address": address, "city": "" if city == usual else city, "voters": people})
        body = sheet.script_version.body
        whole = {
            "title": _("Walk list"),
            "subject": subject(Packet.Kind.WALKS, sheet, part, team),
            "area": places.name(area.pk if area else None),
            "keep": _(
                "Knock only between %(from)s and %(to)s. Leave nothing in mailboxes. Give the list back."
            )
            % {"from": f"{sheet.hours_from:%H:%M}", "to": f"{sheet.hours_to:%H:%M}"},
            "summary": _summary(len(shown), row, usual),
            "script": spoken(body, lang),
            "questions": questions(body, lang),
            "results": boxes(Packet.Kind.WALKS),
            "map": sketch(located, paper),
            "targets": shown,
            "words": words(),
            "lang": lang,
            "paper": paper,
        }
    return Content(
        kind=Packet.Kind.WALKS,
        area_id=area.pk if area else None,
        path=f"{places.path(area)}/walks/{slug(sheet.name)}-{sheet.pk}/{slug(team.name)}/turf-{part:03}",
        sheet=whole,
        rows=[[target, door, [voter[0] for voter in voters]] for target, door, *_rest, voters in doors],
        sheet_id=sheet.pk,
        team_id=team.pk,
        script_id=sheet.script_version_id,
        part=part,
        listed=whole["subject"],
    )


def _summary(doors: int, voters: int, city: str) -> str:
    return " · ".join(
        filter(
            None,
            [
                ngettext("%(n)d door", "%(n)d doors", doors) % {"n": doors},
                ngettext("%(n)d voter", "%(n)d voters", voters) % {"n": voters},
                city,
            ],
        )
    )
