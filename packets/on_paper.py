"""“We are on paper”: declared for an area until a time; its screens say so, its numbers go to the packets.

The switch of the next number is turned off there, so that no phone is handed anybody; every screen is told; and the
back-up packets of its teams, the very paper that lies on the table, become holds of their captains. Coming back turns the
switch to what it was, and what is out is typed in or taken back packet by packet.
"""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from crew import audit_log
from crew.models import Area, Person, Switch
from crew.switches.switching import switch
from front_desk.announcing import board
from front_desk.announcing.saying import announce, withdraw
from front_desk.models import Announcement
from lib import clock, door
from packets import handing
from packets.models import HELD, Handing, OnPaper, Packet

NEXT = "calls.next"
AT_ONCE = 60  # packets that become holds while one waits for the page; the next round sees to the others
COUNTED = """
select h.packet_id, count(distinct (a.hold, a.voter_id))
from packets_handing h
cross join lateral jsonb_array_elements_text(h.holds) held(hold)
join lists_attempt a on a.hold = held.hold::bigint and a.withdrawn_by is null
where h.packet_id = any(%s)
group by 1
"""  # by one_result_a_hold
WAITING = """
select count(*) from front_desk_entry e
where e.verdict = 'waiting' and e.kind = 'attempt'
  and (e.payload->>'hold')::bigint in (select held.hold::bigint from packets_handing h
    cross join lateral jsonb_array_elements_text(h.holds) held(hold) where h.packet_id = any(%s))
"""  # by entry_waiting


def declare(area: Area, until: datetime, why: str, by: Person | None) -> OnPaper:
    """From now on the area works on paper. Raises door.Refused with a sentence when it does already."""
    own = Switch.objects.filter(feature=NEXT, area=area, is_on__isnull=False).first()
    with transaction.atomic():
        told = announce(_texts(area), until, None, area=area, urgent=True)
        payload = {
            "area": area.pk,
            "until": until.isoformat(),
            "why": why,
            "announcement": str(told.pk),
            "before": {None: "inherit", True: "on", False: "off"}[own.is_on if own else None],
        }
        verdict = door.enter("on_paper", payload, by=by)
        switch(NEXT, area, "off", why, by)
        audit_log.note(by, "declared an area to be on paper", area=area.pk, until=until.isoformat())
    declared = OnPaper.objects.get(pk=verdict.id)
    hold(declared, AT_ONCE)
    return declared


def end(declared: OnPaper, by: Person | None) -> None:
    """Screens go on; what is out on paper stays held until it is back. Twice does no harm."""
    with transaction.atomic():
        if not OnPaper.objects.select_for_update().filter(pk=declared.pk, over_at=None).exists():
            return
        door.enter("off_paper", {"declared": str(declared.pk)}, by=by)
        if declared.before != "off":
            switch(NEXT, declared.area, declared.before, "", by)
        withdraw(Announcement.objects.get(pk=declared.announcement), by)
        audit_log.note(by, "declared an area to be off paper", area=declared.area_id)
    board.kept.forget()


def hold(declared: OnPaper, most: int | None = None) -> int:
    """Back-up packets of the area's teams become holds of their captains; answers how many did. What somebody has, has."""
    lying = Packet.objects.filter(
        kind__in=HELD,
        replaced_at=None,
        handed=False,
        handings=None,
        team__area__lineage__contains=[declared.area_id],
    )
    held = 0
    for packet in lying.select_related("team__captain").order_by("path")[:most]:
        owner = packet.team.captain or declared.person
        held += bool(owner and handing.hold_back_up(packet, owner, declared.until, declared.person))
    return held


def hold_everywhere() -> None:
    """For whoever prints: what was printed since, or was too much at once, is held, too."""
    for declared in OnPaper.objects.filter(over_at=None, until__gt=clock.now()).select_related(
        "area", "person"
    ):
        hold(declared)


def reconciled(declared: OnPaper) -> dict:
    """What was out on paper there while it was declared: `rows` [(handing, results, voters)], those that are not back
    first; `waiting` results that differ from what a phone recorded."""
    over = declared.over_at or clock.now()
    of_area = Handing.objects.filter(packet__team__area__lineage__contains=[declared.area_id])
    out = of_area.filter(
        Q(back_at=None) | Q(back_at__gte=declared.at), at__lte=over, at__gt=declared.at - handing.LONGEST
    ).select_related("packet__sheet", "packet__team", "person")
    found = list(out.order_by("back_at", "packet__path")[:1500])
    packets = [one.packet_id for one in found]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [packets])
        results = dict(cursor.fetchall())
        cursor.execute(WAITING, [packets])
        (waiting,) = cursor.fetchone()
    rows = [
        (one, results.get(one.packet_id, 0), sum(len(row[2]) for row in one.packet.rows)) for one in found
    ]
    return {"rows": sorted(rows, key=lambda row: row[0].back_at is not None), "waiting": waiting}


def take_all_back(declared: OnPaper, by: Person | None) -> int:
    """Whoever has no result on the packets that are still out is free for others. Answers how many packets."""
    still_out = [one for one, _results, _voters in reconciled(declared)["rows"] if one.back_at is None]
    for one in still_out:
        handing.take_back(one, by)
    return len(still_out)


def _texts(area: Area) -> dict[str, str]:
    told = {}
    for lang in ("en", "es"):
        with translation.override(lang):
            told[lang] = _(
                "%(area)s is on paper. Finish the voter on your screen, then ask your captain for a packet. What you"
                " tapped is safe."
            ) % {"area": area.name[:80]}
    return told
