"""Switching a feature for an area: by a named person, with a reason, through the door."""

from django.db import transaction
from django.utils.translation import gettext as _

from crew import audit_log
from crew.models import Area, Person
from crew.switches import features
from lib import door

TO = {"on": True, "off": False, "inherit": None}
LONGEST = 200  # characters of a reason


def switch(name: str, area: Area | None, to: str, reason: str, by: Person | None) -> None:
    """`to` is on, off or inherit (as the area above has it; for the whole campaign, as usual).

    ValueError, in words, for what cannot be: an unknown feature, or switching off without saying why.
    """
    if features.named(name) is None or to not in TO:
        raise ValueError(_("There is no such switch. Load the page again."))
    reason = reason.strip()[:LONGEST]
    if to == "off" and not reason:
        raise ValueError(_("Say why: those who miss it will ask."))
    area_id = area.pk if area else None
    payload = {"id": door.new_id("crew_switch"), "feature": name, "area": area_id, "to": to, "reason": reason}
    with transaction.atomic():
        door.enter("switch", payload, by=by)
        audit_log.note(by, "switched a feature", feature=name, area=area_id, to=to, reason=reason)
