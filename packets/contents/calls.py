"""Call sheets: each open sheet in parts of 30 numbers, divided among its teams, so that nobody prints another's half."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from crew import names
from lists.models import Sheet, Target
from packets.contents import Content
from packets.contents.places import Places, slug
from packets.contents.results import boxes
from packets.contents.script import questions, spoken
from packets.contents.telling import about, language, subject
from packets.models import Packet
from packets.words import words

SIZE = 30  # numbers on a packet: about an hour and a half of dialling by hand at the trade's pace
SQL = Path(__file__).parent.parent / "sql"
CALLS = (SQL / "calls.sql").read_text()
PEOPLE = (SQL / "people.sql").read_text()


def contents(places: Places, paper: str) -> Iterator[Content]:
    """Every part of every sheet of calls that is not paused and has a team."""
    open_sheets = Sheet.objects.filter(paused=False, channel="phone").select_related("script_version")
    for sheet in open_sheets.prefetch_related("teams__captain").order_by("priority", "pk"):
        teams = sorted(sheet.teams.all(), key=lambda team: team.pk)
        if not teams:
            continue
        with connection.cursor() as cursor:
            cursor.execute(CALLS, {"sheet": sheet.pk, "size": SIZE})
            parts = cursor.fetchall()
        for part, targets in parts:
            yield _content(sheet, teams[part % len(teams)], part + 1, json.loads(targets), places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """What is printed on a packet that was given out: its rows as they were, in their order. Who is off every list by
    now has no name there any more, and keeps the row."""
    ids = [voter for _target, _phone, voters in packet.rows for voter in voters]
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [ids])
        people = {row[0]: row[1:] for row in cursor.fetchall()}
    langs = dict(Target.objects.filter(pk__in=[row[0] for row in packet.rows]).values_list("pk", "lang"))
    targets = []
    for target, phone, voters in packet.rows:
        told = []
        for voter in voters:
            name, age, place, off = people.get(voter, ("", None, "", True))
            told.append([voter, _("(off the list)") if off else name, None if off else age, place])
        targets.append([target, phone, langs.get(target, "en"), told])
    return _content(packet.sheet, packet.team, packet.part, targets, Places(), paper)


def _content(sheet, team, part: int, targets: list, places: Places, paper: str) -> Content:
    area = places.folder_of(team.area_id)
    lang = team.captain.lang if team.captain else "en"
    with translation.override(lang):
        shown, row = [], 0
        for _target, dial, spoken_in, voters in targets:
            people = []
            for _voter, name, age, place in voters:
                row += 1
                people.append({"row": row, "name": name, "about": about(age, place)})
            note = "" if spoken_in == lang else language(spoken_in)
            shown.append({"phone": names.shown(dial), "note": note, "voters": people})
        body = sheet.script_version.body
        whole = {
            "title": _("Call sheet"),
            "subject": subject(Packet.Kind.CALLS, sheet, part, team),
            "area": places.name(area.pk if area else None),
            "keep": _("Ring only between %(from)s and %(to)s, the voter’s clock. Give the sheet back.")
            % {"from": f"{sheet.hours_from:%H:%M}", "to": f"{sheet.hours_to:%H:%M}"},
            "script": spoken(body, lang),
            "questions": questions(body, lang),
            "results": boxes(Packet.Kind.CALLS),
            "targets": shown,
            "words": words(),
            "lang": lang,
            "paper": paper,
        }
        listed = whole["subject"]
    folder = f"{places.path(area)}/calls/{slug(sheet.name)}-{sheet.pk}/{slug(team.name)}"
    rows = [[target, dial, [voter[0] for voter in voters]] for target, dial, _in, voters in targets]
    return Content(
        kind=Packet.Kind.CALLS,
        area_id=area.pk if area else None,
        path=f"{folder}/part-{part:03}",
        sheet=whole,
        rows=rows,
        sheet_id=sheet.pk,
        team_id=team.pk,
        script_id=sheet.script_version_id,
        part=part,
        listed=listed,
    )
