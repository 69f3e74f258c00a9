"""What needs someone now: a short list with owners, worst first, worked out from the picture."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boiler_room.models import Owner
from boiler_room.picture import Picture
from lib import alarms

LATE = -3.0  # percent behind plan
MOST_LATE_AREAS = 3
QUIET = 600  # seconds since a phone with unsent results was heard
JOURNAL_SECONDS = 15
BEAT_SECONDS = 30
COPY_LATE, COPY_OLD = 660, 1800  # seconds; it is written every 300


@dataclass(slots=True)
class Need:
    """`key` names it for its owner; `at` is since when, where that is known; `url` leads to what helps."""

    key: str
    subject: str
    text: str
    state: str  # stop or warn
    url: str = ""
    at: datetime | None = None
    owner: str = ""
    owner_id: int | None = None


def needs(seen: Picture) -> list[Need]:
    found = [
        *_office(seen),
        *_rooms(),
        *_sheets(seen),
        *_people(seen),
        *_incidents(seen),
        *_desk(seen),
        *_areas(seen),
    ]
    found.sort(key=lambda need: need.state != "stop")
    owners = {
        o.need: o for o in Owner.objects.filter(need__in=[n.key for n in found]).select_related("person")
    }
    for need in found:
        if owner := owners.get(need.key):
            need.owner, need.owner_id = owner.person.name, owner.person_id
    return found


def _office(seen: Picture):
    standing = seen.standing
    if standing.beat > BEAT_SECONDS:
        text = _("Nothing came in and the clerk is silent: lapsed holds are not handed out again.")
        yield Need("office:clerk", _("Office clock"), text, "stop")
    if standing.journal["seconds"] > JOURNAL_SECONDS:
        text = _("%(n)d entries not yet in the journal on disk.") % {"n": standing.journal["entries"]}
        yield Need("office:journal", _("Journal"), text, "stop")
    if copied := standing.copied:
        age = (seen.now - (copied.at or copied.tried_at)).total_seconds()
        if age > COPY_LATE or copied.trouble:
            text = _("%(n)d min old: should the office go away now, that is what headquarters has") % {
                "n": age // 60
            }
            text = text if copied.at else _("none was written yet")
            if copied.trouble:
                text += f" ({copied.trouble})"
            yield Need(
                "office:copy", _("Static copy"), text, "stop" if age > COPY_OLD else "warn", "/status/"
            )


def _rooms():
    for alarm in alarms.now():
        yield Need(alarm.key, alarm.subject, alarm.text, alarm.state, alarm.url, alarm.at)


def _sheets(seen: Picture):
    for supply in seen.standing.sheets:
        if supply.state not in ("stop", "warn"):
            continue
        text = (
            _("runs dry in %(n)d min") % {"n": supply.minutes} if supply.minutes else _("is finished for now")
        )
        yield Need(
            f"dry:{supply.sheet.pk}", supply.sheet.name, text, supply.state, f"#sheet-{supply.sheet.pk}"
        )


def _people(seen: Picture):
    work = seen.standing.work
    if work.unsent and work.unheard > QUIET:
        text = ngettext(
            "%(results)d results wait on %(n)d phone, not heard for %(min)d min",
            "%(results)d results wait on %(n)d phones, one not heard for %(min)d min",
            work.phones,
        ) % {"results": work.unsent, "n": work.phones, "min": work.unheard // 60}
        yield Need("unsent", _("Unsent results"), text, "warn")
    if work.share is not None and work.share < 80:
        text = _("%(n)d %% of devices could go on for 90 minutes") % {"n": work.share}
        yield Need("covered", _("Reserve"), text, "stop" if work.share < 60 else "warn")


def _incidents(seen: Picture):
    free = seen.standing.unowned
    if free.n:
        text = ngettext(
            "%(n)s without an owner, waiting for %(min)d min",
            "%(n)s without an owner, the oldest for %(min)d min",
            free.n,
        ) % {"n": free.n if free.n < 100 else "100+", "min": free.minutes}
        yield Need("desk:incident", _("Incidents"), text, free.state, "/desk/incidents/", free.oldest)


def _desk(seen: Picture):
    words = {
        "settle": (_("Entries"), _("%(n)s wait for a person to settle"), "/desk/", "warn"),
        "tell_us": (_("Tell us"), _("%(n)s messages without an answer"), "/desk/tell-us/", "warn"),
        "ride_request": (_("Rides"), _("%(n)s rides to the polls wanted"), "/desk/rides/", "warn"),
    }
    for kind, (n, oldest) in seen.standing.waiting.items():
        subject, text, url, state = words[kind]
        yield Need(f"desk:{kind}", subject, text % {"n": n if n < 100 else "100+"}, state, url, oldest)


def _areas(seen: Picture):
    late = []
    for row in seen.rows:
        for what, text in (
            ("supporters", _("supporters' votes %(n).0f %% behind plan")),
            ("calls", _("calls %(n).0f %% behind plan")),
        ):
            against = row.against_plan(what)
            if against is not None and against < LATE:
                late.append((against, row.area, what, text))
    for against, area, what, text in sorted(late, key=lambda one: one[0])[:MOST_LATE_AREAS]:
        need = f"late:{what}:{area.pk}"
        yield Need(
            need, area.name, text % {"n": -against}, "stop" if against < -10 else "warn", f"?area={area.pk}"
        )
