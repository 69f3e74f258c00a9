"""Queries about shifts, each cut to a scope: who is booked, coming, here, and missing now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404

from crew import reads, zone
from crew.models import Booking, Shift, Team
from crew.scope import Scope
from lib import clock

BACK = timedelta(hours=12)  # shifts that ended so lately are still on the page
MOST = 300


def shifts(scope: Scope, team: int | None = None, at: datetime | None = None) -> list[Shift]:
    """Shifts in scope that are on, to come, or just over, by their beginning: with `booked_n`, `coming_n`, `here_n`,
    `missing_n` (now), `zone`, `on` (now)."""
    at = at or clock.now()
    found = Shift.objects.filter(team__in=reads.teams(scope).values("pk"), ends_at__gt=at - BACK)
    if team is not None:
        found = found.filter(team=team)
    found = _counted(found).order_by("starts_at", "team__name", "pk")[:MOST]
    return [_dressed(shift, at) for shift in found]


def shift(scope: Scope, pk: int) -> Shift:
    """One shift, dressed as in `shifts`; 404 if there is none, 403 if it lies outside the scope."""
    found = get_object_or_404(_counted(Shift.objects.filter(pk=pk)))
    if not scope.sees(found.team.area_id):
        raise PermissionDenied
    return _dressed(found, clock.now())


def bookings(shift: Shift) -> list[Booking]:
    """Everyone on the shift: missing first while it is on, then by name. Each has `missing`."""
    found = list(shift.bookings.select_related("person").order_by("person__name", "pk"))
    for booking in found:
        booking.missing = shift.on and booking.here_at is None and booking.coming is not False
    return sorted(found, key=lambda booking: not booking.missing)


@dataclass(frozen=True, slots=True)
class Flake:
    """Booked and shown, over shifts that ended; `rate` is what part did not come, None where nobody was booked."""

    booked: int
    here: int

    @property
    def rate(self) -> float | None:
        return 1 - self.here / self.booked if self.booked else None


def flake(teams: QuerySet[Team], at: datetime | None = None) -> Flake:
    """Over the shifts of these teams that have ended and were not cancelled."""
    over = Booking.objects.filter(shift__team__in=teams.values("pk"), shift__ends_at__lte=at or clock.now())
    over = over.filter(shift__cancelled_at=None)
    return Flake(**over.aggregate(booked=Count("pk"), here=Count("pk", filter=~Q(here_at=None))))


def _counted(found: QuerySet[Shift]) -> QuerySet[Shift]:
    def n(**condition) -> Count:
        return Count("bookings", filter=Q(**{f"bookings__{key}": value for key, value in condition.items()}))

    not_here = Q(bookings__isnull=False, bookings__here_at=None)
    return found.select_related("team__area", "team__captain").annotate(
        booked_n=Count("bookings"),
        coming_n=n(coming=True),
        refused_n=n(coming=False, here_at=None),
        here_n=Count("bookings") - Count("bookings", filter=not_here),
        absent_n=Count("bookings", filter=not_here) - F("refused_n"),
    )


def _dressed(shift: Shift, at: datetime) -> Shift:
    shift.on = shift.cancelled_at is None and shift.starts_at <= at < shift.ends_at
    shift.over = shift.ends_at <= at
    shift.missing_n = shift.absent_n if shift.on else 0
    shift.short_n = max(0, shift.wanted - (shift.booked_n - shift.refused_n))
    shift.zone = zone.of(shift.team.area)
    return shift
