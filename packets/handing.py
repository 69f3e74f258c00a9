"""Giving packets out and taking them back: a packet in somebody's hands is a hold like any other (promise 3)."""

import json
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from crew.models import Person
from lib import clock, door
from packets import keeping
from packets.contents import Content
from packets.models import HELD, Handing, Packet

LONGEST = timedelta(hours=12)  # a packet out for longer than a day's calling was lost

# Handed out and logged in one statement: both have its time.
HAND = """
with handed as materialized (select * from lists_hand_paper(%(targets)s, %(person)s, %(packet)s, %(until)s)),
     logged as materialized (select front_desk_log_handout(array_agg(hold), %(person)s, -%(packet)s)
                             from handed having count(*) > 0)
select hold, target_id, phone, voters from handed, logged order by hold
"""
REMEMBER = """
with handed as materialized (select * from lists_remember_paper(%(targets)s, %(phones)s, %(voters)s::jsonb, %(person)s)),
     logged as materialized (select front_desk_log_handout(array_agg(hold), %(person)s, null) from handed)
select target_id, hold from handed, logged
"""


class Cannot(Exception):
    """In words for the person: why this packet cannot be given out or taken back."""


def give(packet: Packet, person: Person, until: datetime, by: Person | None) -> Packet:
    """A packet for `person` with those of this one's numbers that nobody has and that may be rung now.

    It has a number of its own: whoever holds the back-up copy sees that it is another one. Raises Cannot.
    """
    if packet.kind not in HELD:
        raise Cannot(_("Only call sheets and walk lists are given out one by one."))
    if not clock.now() < until <= clock.now() + LONGEST:
        raise Cannot(_("Give it out for at most 12 hours."))
    own = door.new_id("packets_packet")
    with transaction.atomic(), connection.cursor() as cursor:
        targets = [row[0] for row in packet.rows]
        cursor.execute(HAND, {"targets": targets, "person": person.pk, "packet": own, "until": until})
        claimed = {target: (hold, phone, voters) for hold, target, phone, voters in cursor.fetchall()}
        if not claimed:
            raise Cannot(
                _(
                    "Nobody on this packet is left now: all are done, out of hours, or with somebody else. Take another."
                )
            )
        order = [target for target in targets if target in claimed]
        holds = [claimed[target][0] for target in order]
        rows = [[target, claimed[target][1], list(claimed[target][2])] for target in order]
        _enter(packet, own, rows, by)
        _out(own, person, until, holds, claimed=True, overlaps=0, by=by)
    return Packet.objects.get(pk=own)


def used(packet: Packet, person: Person, by: Person | None) -> Handing:
    """Says that a back-up packet was called by `person` while the office was away; then it can be typed in.

    Whom somebody else has or has called since it was printed is counted in `overlaps`. Raises Cannot.
    """
    if packet.kind not in HELD or packet.handed:
        raise Cannot(_("Only call sheets and walk lists that lay there as back-up are said to be used."))
    targets = [row[0] for row in packet.rows]
    with transaction.atomic(), connection.cursor() as cursor:
        if Handing.objects.select_for_update().filter(packet=packet).exists():
            raise Cannot(_("Somebody has said so already: type in what is written on it."))
        cursor.execute("select lists_overlaps(%s, %s, %s)", [targets, person.pk, packet.as_of])
        overlaps = cursor.fetchone()[0]
        found = _remember(cursor, packet.rows, person)
        holds = [found[target] for target in targets]
        _out(packet.pk, person, clock.now(), holds, claimed=False, overlaps=overlaps, by=by)
    return Handing.objects.get(packet=packet)


def hold_back_up(packet: Packet, person: Person, until: datetime, by: Person | None) -> Handing | None:
    """The very paper that lies there becomes a hold of `person`; None when it is out already, or nobody is left on it.

    Whom somebody else has, and what changed since it was printed, is remembered as printed and counted in `overlaps`.
    """
    targets = [row[0] for row in packet.rows]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select from packets_packet where id = %s for no key update", [packet.pk])
        if Handing.objects.filter(packet=packet).exists():
            return None
        cursor.execute(HAND, {"targets": targets, "person": person.pk, "packet": packet.pk, "until": until})
        claimed = {
            target: (hold, [target, phone, sorted(voters)])
            for hold, target, phone, voters in cursor.fetchall()
        }
        if not claimed:
            return None
        as_printed = {row[0]: [row[0], row[1], sorted(row[2])] for row in packet.rows}
        other = [target for target, (_hold, row) in claimed.items() if row != as_printed[target]]
        let_go = [claimed.pop(target)[0] for target in other]
        if let_go:
            cursor.execute("select lists_settle(lists_touched(null, lists_release(%s)))", [let_go])
        holds = {target: hold for target, (hold, _row) in claimed.items()}
        if rest := [row for row in packet.rows if row[0] not in holds]:
            holds |= _remember(cursor, rest, person)
        _out(
            packet.pk,
            person,
            until,
            [holds[target] for target in targets],
            claimed=True,
            overlaps=len(rest),
            by=by,
        )
    return Handing.objects.get(packet=packet)


def take_back(handing: Handing, by: Person | None) -> None:
    """The paper is back: whoever has no result on it is free for others. Doing so twice does no harm."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select lists_settle(lists_touched(null, lists_release(%s)))", [handing.holds])
        door.enter("packet_back", {"packet": handing.packet_id}, by=by)


def _remember(cursor, rows: list, person: Person) -> dict[int, int]:
    """Remembers rows of paper as handed out, claiming nothing: {target: hold}."""
    said = {
        "targets": [row[0] for row in rows],
        "phones": [row[1] for row in rows],
        "voters": json.dumps([row[2] for row in rows]),
        "person": person.pk,
    }
    cursor.execute(REMEMBER, said)
    return dict(cursor.fetchall())


def _enter(packet: Packet, own: int, rows: list, by: Person | None) -> None:
    content = Content(
        kind=packet.kind,
        area_id=packet.area_id,
        path="",
        sheet={},
        rows=rows,
        sheet_id=packet.sheet_id,
        team_id=packet.team_id,
        script_id=packet.script_id,
        part=packet.part,
    )
    checksum = keeping.keep([keeping.line(content, own, "", handed=True)])
    door.enter("packets", {"file": checksum, "replaced": []}, by=by)


def _out(
    packet: int, person: Person, until: datetime, holds: list, *, claimed: bool, overlaps: int, by
) -> None:
    said = {
        "packet": packet,
        "person": person.pk,
        "until": until.isoformat(),
        "holds": holds,
        "claimed": claimed,
        "overlaps": overlaps,
    }
    door.enter("packet_out", said, by=by)
