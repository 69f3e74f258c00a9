"""Kinds `on_paper` {area, until, why, announcement, before} and `off_paper` {declared: id of the former}."""

from datetime import datetime

from django.utils.translation import gettext as _

from crew.models import Area
from lib import door
from packets.models import OnPaper


@door.records("on_paper")
def record_on_paper(entry: door.Entry) -> None:
    said = entry.payload
    if not Area.objects.filter(pk=said["area"]).exists():
        raise door.Refused("no_such_area", _("This area is not there."))
    if OnPaper.objects.filter(area=said["area"], over_at=None).exists():
        raise door.Refused("on_paper_already", _("This area is on paper already."))
    OnPaper.objects.create(
        id=entry.id,
        area_id=said["area"],
        person_id=entry.person_id,
        why=said["why"],
        announcement=said["announcement"],
        before=said["before"],
        at=entry.received_at,
        until=datetime.fromisoformat(said["until"]),
    )


@door.records("off_paper")
def record_off_paper(entry: door.Entry) -> None:
    declared = OnPaper.objects.filter(pk=entry.payload["declared"], over_at=None)
    declared.update(over_at=entry.received_at, over_by_id=entry.person_id)
