"""What pages and others ask about paper: how old it is, what lies in the folder, who has a packet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from crew.models import Area
from lib import alarms, clock
from packets import folder
from packets.models import Handing, Packet, Round

MOST = 1500  # packets on one page


@dataclass(frozen=True, slots=True)
class Age:
    """When all packets were last looked at (None: never), how old that is, and whether it is older than promised."""

    looked_at: datetime | None
    minutes: int | None
    old: bool
    trouble: str


def age(at: datetime | None = None) -> Age:
    at = at or clock.now()
    last = Round.objects.exclude(ended_at=None).order_by("-began_at").first()
    if last is None:  # none has ended yet: how long has the first been at it?
        begun = Round.objects.order_by("began_at").first()
        return Age(None, None, begun is not None and at - begun.began_at > folder.PROMISED, "")
    old = at - last.began_at
    return Age(last.began_at, int(old / timedelta(minutes=1)), old > folder.PROMISED, last.trouble)


def packets(scope) -> QuerySet[Packet]:
    """The packets of now that someone of this scope (crew.scope.Scope) may print: in their areas, or of their teams."""
    found = Packet.objects.filter(replaced_at=None, handed=False).defer("rows")
    return _within(found, scope, "").select_related("sheet", "precinct", "team", "area")


def out(scope) -> QuerySet[Handing]:
    """Packets that somebody has, the longest first; and back-up paper that was used, for half a day."""
    recent = Q(back_at=None) | Q(back_at__gt=clock.now() - timedelta(hours=12))
    found = Handing.objects.filter(recent, at__gt=clock.now() - timedelta(days=5))
    found = _within(found, scope, "packet__").select_related("packet__sheet", "packet__team", "person")
    return found.order_by("back_at", "at")


def packet(scope, pk: int) -> Packet | None:
    """Any packet in scope, of now or of before."""
    return (
        _within(Packet.objects.filter(pk=pk), scope, "")
        .select_related("sheet__script_version", "team__captain", "script", "precinct")
        .first()
    )


def _within(found: QuerySet, scope, prefix: str) -> QuerySet:
    if scope.everywhere:
        return found
    mine = scope.areas().values("pk")
    return found.filter(
        Q(**{f"{prefix}area__in": mine})
        | Q(**{f"{prefix}team__area__in": mine})
        | Q(**{f"{prefix}precinct__in": mine})
    )


@alarms.raises
def old_paper() -> Iterator[alarms.Alarm]:
    """Paper that is older than promised, or could not be printed (promise 9)."""
    now = age()
    if now.old:
        said = {"n": now.minutes, "most": folder.PROMISED / timedelta(minutes=1)}
        text = (
            _("is %(n)d minutes old; it should be at most %(most)d") % said
            if now.looked_at
            else _("none yet")
        )
        yield alarms.Alarm("paper:old", _("Paper"), text, "stop", "/packets/", now.looked_at)
    elif now.trouble:
        yield alarms.Alarm(
            "paper:trouble", _("Paper"), _("a sheet could not be printed"), "warn", "/packets/"
        )


def areas_of(found) -> list[Area]:
    """The areas whose folders these packets lie in, by name."""
    return sorted({packet.area for packet in found if packet.area}, key=lambda area: area.name)
