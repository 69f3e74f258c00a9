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
        cursor.execute(
            REMEMBER,
            {
                "targets": targets,
                "phones": [row[1] for row in packet.rows],
                "voters": json.dumps([row[2] for row in packet.rows]),
                "person": person.pk,
            },
        )
        found = dict(cursor.fetchall())
        holds = [found[target] for target in targets]
        _out(packet.pk, person, clock.now(), holds, claimed=False, overlaps=overlaps, by=by)
    return Handing.objects.get(packet=packet)


def take_back(handing: Handing, by: Person | None) -> None:
    """The paper is back: whoever has no result on it is free for others. Doing so twice does no harm."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select lists_settle(lists_touched(null, lists_release(%s)))", [handing.holds])
        door.enter("packet_back", {"packet": handing.packet_id}, by=by)


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
