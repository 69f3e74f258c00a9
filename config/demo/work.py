"""What there is to do: universes, a script, call sheets."""

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

from crew.models import Area, Person, Team
from lib import door
from lists import cutting
from lists.models import ScriptVersion, Sheet, Universe
from lists.rules import Rules
from lists.scripts import OWN

ANY_HOUR = (time(0), time(23, 59))
NOT_YET = [
    {"field": "phone", "is": True},
    {"field": "status", "in": ["active"]},
    {"field": "voted", "is": False},
]
UNIVERSES = {  # name: what it asks besides NOT_YET
    "Supporters who may not turn out": [
        {"field": "support", "from": 1, "to": 2},
        {"field": "turnout", "from": 20, "to": 80},
    ],
    "Supporters who speak Spanish": [
        {"field": "support", "from": 1, "to": 2},
        {"field": "lang", "in": ["es"]},
    ],
    "Undecided, likely to vote": [
        {"field": "support", "from": 3, "to": 3},
        {"field": "turnout", "from": 60, "to": 100},
    ],
    "Ballots to put right": [
        {"field": "support", "from": 1, "to": 3},
        {"field": "ballot", "in": ["cure"]},
    ],
    "Ballots sent, not back": [
        {"field": "support", "from": 1, "to": 3},
        {"field": "ballot", "in": ["sent"]},
    ],
}
SHEETS = (  # (name, universe, script, priority: 1 is handed out first)
    ("Ballot cure", "Ballots to put right", "cure", 2),
    ("Last four days: supporters", "Supporters who may not turn out", "gotv", 3),
    ("Últimos cuatro días", "Supporters who speak Spanish", "gotv", 4),
    ("Ballot chase", "Ballots sent, not back", "chase", 5),
    ("Undecided", "Undecided, likely to vote", "gotv", 7),
)


def universes(by: Person) -> dict[str, Universe]:
    for name, asks in UNIVERSES.items():
        if not Universe.objects.filter(name=name).exists():
            payload = {"id": door.new_id("lists_universe"), "name": name, "area": None}
            door.enter("universe", payload | {"question": {"all": [*asks, *NOT_YET]}}, by=by)
    return {universe.name: universe for universe in Universe.objects.filter(name__in=UNIVERSES)}


def scripts(by: Person) -> dict[str, ScriptVersion]:
    """The program's own scripts, in English and Spanish, by the names that SHEETS uses."""
    return {key: _script(str(name), file, by) for key, (name, file) in OWN.items()}


def _script(name: str, file: Path, by: Person) -> ScriptVersion:
    known = ScriptVersion.objects.filter(script__name=name).order_by("number").last()
    if known is None:
        script_id, version_id = door.new_id("lists_script"), door.new_id("lists_scriptversion")
        body = json.loads(file.read_text(encoding="utf-8"))
        body["fields"]["en"]["campaign"] = "Fairwater for All"
        body["fields"]["es"]["campaign"] = "Fairwater para Todos"
        door.enter("script", {"id": script_id, "name": name, "area": None}, by=by)
        door.enter(
            "script_version", {"id": version_id, "script": script_id, "number": 1, "body": body}, by=by
        )
        known = ScriptVersion.objects.get(pk=version_id)
    return known


def sheets(versions: dict[str, ScriptVersion], team: Team, any_hour: bool, by: Person) -> int:
    """Cuts what is not cut yet, brings calling hours to what was asked for; answers the numbers to ring."""
    county, asked = Area.objects.get(kind="region"), universes(by)
    legal = Rules()
    hours = dict(zip(("hours_from", "hours_to"), ANY_HOUR, strict=True)) if any_hour else {}
    for name, universe, script, priority in SHEETS:
        known = Sheet.objects.filter(name=name).first()
        rules = replace(legal, priority=priority, **hours)
        if known is None:
            try:
                cutting.cut(
                    asked[universe],
                    versions[script],
                    name=name,
                    area=county,
                    teams=[team.pk],
                    rules=rules,
                    by=by,
                )
            except cutting.Nobody:
                continue  # a county too small for that universe
        elif (known.hours_from, known.hours_to) != (rules.hours_from, rules.hours_to):
            said = rules.payload()
            change = {"sheet": known.pk, "hours_from": said["hours_from"], "hours_to": said["hours_to"]}
            door.enter("sheet_change", change, by=by)
    return sum(sheet.report["targets"] for sheet in Sheet.objects.filter(name__in=[s[0] for s in SHEETS]))
