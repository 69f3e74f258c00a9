"""Cutting a sheet: a universe is frozen, now, for one channel, pass and script."""

import time

from django.conf import settings
from django.db import connection, transaction

from crew.models import Area
from lib import door
from lists import turf
from lists.freezing import choosing, filling, keeping, linking
from lists.models import ScriptVersion, Sheet, Universe
from lists.question import checked
from lists.rules import Rules
from roll.reads import keep_still

PATIENCE = 5  # seconds to wait for entries that were on their way while the sheet was cut


class Nobody(Exception):
    """Nobody meets the question here and now: there is nothing to cut."""


def cut(
    universe: Universe,
    script_version: ScriptVersion,
    *,
    name: str,
    area: Area | None = None,
    teams: list[int] = (),
    rules: Rules | None = None,
    order: str = "gotv",
    channel: str = "phone",
    turf_doors: int = turf.DOORS,
    follows: Sheet | None = None,
    paused: bool = False,
    by=None,
) -> Sheet:
    """Freezes `universe` (within `area`, else its own area) into a sheet; answers the sheet.

    `teams` are ids. With `channel` walk, doors are cut into turf of at most `turf_doors` and walked in a route, whatever
    the `order`. Raises Nobody, WrongQuestion, WrongRules, door.Refused.
    """
    rules = (rules or Rules()).checked()
    area = area or universe.area
    refused = None
    with transaction.atomic():
        keep_still()  # members, numbers and the place in the log are of one and the same roll
        try:
            sheet_id = _freeze(
                universe,
                script_version,
                name,
                area,
                teams,
                rules,
                order,
                channel=channel,
                turf_doors=turf_doors,
                follows=follows,
                paused=paused,
                by=by,
            )
        except door.Refused as refusal:  # which stays in the log
            refused = refusal
    if refused:
        raise refused
    catch_up(sheet_id)
    return Sheet.objects.get(pk=sheet_id)


def _freeze(
    universe, script_version, name, area, teams, rules, order, *, channel, turf_doors, follows, paused, by
) -> int:
    voters = choosing.choose(checked(universe.question), _precincts(universe.area, area), order)
    if not voters:
        raise Nobody
    size = 0
    if channel == "walk":
        voters, targets, size = turf.cut(voters, turf_doors)
        aside = []
    else:
        targets, aside = linking.linked(len(voters), choosing.links(voters))
    how_many = 1 + max((t for t in targets if t is not None), default=-1)
    sheet_id = door.new_id("lists_sheet")
    door.enter(
        "sheet",
        {
            "id": sheet_id,
            "name": name.strip()[:80],
            "area": area.pk if area else None,
            "universe": universe.pk,
            "follows": follows.pk if follows else None,
            "script_version": script_version.pk,
            "channel": channel,
            "turf_doors": size,
            "teams": sorted(set(teams)),
            "paused": paused,
            **rules.payload(),
            "members_file": keeping.keep(voters, targets, aside),
            "first_target": door.new_id("lists_target", how_many) if how_many else 0,
            "targets": how_many,
            "zone": [settings.TIME_ZONE],
        },
        by=by,
    )
    return sheet_id


def catch_up(sheet_id: int) -> None:
    """Settles again what facts concern that were being recorded while the sheet was cut.

    They could not see its targets, nor could the cut see them: so wait (a little) until all are done that
    were at work when the cut was committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmax(pg_current_snapshot())::text")
        (horizon,) = cursor.fetchone()
        patience = time.monotonic() + PATIENCE
        while time.monotonic() < patience and not connection.in_atomic_block:
            cursor.execute("select pg_snapshot_xmin(pg_current_snapshot()) >= %s::text::xid8", [horizon])
            if cursor.fetchone()[0]:
                break
            time.sleep(0.05)
        cursor.execute("select lists_concerned(%s)", [sheet_id])
        concerned = [row[0] for row in cursor.fetchall()]
    filling.settle(concerned)


def _precincts(*areas: Area | None) -> list[int] | None:
    """The precincts below all of `areas`; None where none is named: everywhere."""
    named = [area.pk for area in areas if area is not None]
    return list(Area.objects.filter(lineage__contains=named).values_list("pk", flat=True)) if named else None
