"""What a volunteer's screen shows now, read-only: the voters in a caller's hands, a watcher's post. Nothing beyond theirs."""

import json
import re
from dataclasses import dataclass

from django.db import connection

from crew.models import Device, Person
from lists.models import ScriptVersion, Sheet
from precincts import reads as polls

IN_HAND = """
select lists_holds_json(array(
  select distinct c.hold from lists_claim c where c.device_id = %s and not c.reserve order by c.hold limit 20))
"""
RESERVE = "select count(distinct hold) from lists_claim where device_id = %s and reserve"


@dataclass(slots=True)
class Call:
    """A hold as the caller's screen has it: a number, who is reached by it, and how the script begins."""

    phone: str
    voters: list[dict]
    sheet: str
    says: str
    asks: str


@dataclass(slots=True)
class CallsScreen:
    """`calls`: the first is on the screen, unless they took another; `reserve` holds follow that nobody looks at."""

    calls: list[Call]
    reserve: int


def calls(device: Device, lang: str) -> CallsScreen:
    with connection.cursor() as cursor:
        cursor.execute(IN_HAND, [device.pk])
        holds = cursor.fetchone()[0]
        cursor.execute(RESERVE, [device.pk])
        reserve = cursor.fetchone()[0]
    holds = json.loads(holds) if isinstance(holds, str) else holds
    scripts = ScriptVersion.objects.in_bulk({hold["script"] for hold in holds})
    sheets = Sheet.objects.in_bulk({hold["sheet"] for hold in holds})
    caller = device.person.name
    return CallsScreen(
        [_call(hold, sheets, scripts[hold["script"]].body, lang, caller) for hold in holds], reserve
    )


def _call(hold: dict, sheets: dict, body: dict, lang: str, caller: str) -> Call:
    step = body.get("steps", {}).get(body.get("start"), {})
    sheet, voter = sheets.get(hold["sheet"]), hold["voters"][0]
    filled = {**(body.get("fields", {}).get(lang) or {}), **voter["fields"], **voter, "caller": caller}

    def said(key: str) -> str:
        texts = step.get(key) or {}
        text = texts.get(lang) or next(iter(texts.values()), "")
        return re.sub(r"\{(\w+)\}", lambda gap: str(filled.get(gap[1], gap[0])), text)

    return Call(hold["phone"], hold["voters"], sheet.name if sheet else "", said("say"), said("ask"))


def posts(person: Person) -> list[dict]:
    """As `GET /polls/roll` tells them, with how many voters are on the list and how many of them are struck."""
    return polls.shown_posts(person)
