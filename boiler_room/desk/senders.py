"""Whose entries somebody may see and settle: captains those of their own teams, others those of their areas."""

from django.db.models import Q, QuerySet

from crew.models import Person, Role
from crew.scope import Scope

Senders = QuerySet[Person] | None  # None: everybody's, those of no person among them


def of(scope: Scope) -> Senders:
    """For a scope as `crew.audience` has cut it.

    A captain sees the own teams, and teams of the own areas that have no captain, so that nobody's entries lie
    unseen. Every other role sees its areas: the people of their teams, and staff with a role there.
    """
    wide = {area for role, area in scope.grants if role != Role.Name.CAPTAIN}
    led = {area for role, area in scope.grants if role == Role.Name.CAPTAIN}
    if None in wide:
        return None
    seen = Q(pk__in=[])
    if wide:
        staff = Role.objects.filter(area__lineage__overlap=list(wide)).values("person")
        seen |= Q(team__area__lineage__overlap=list(wide)) | Q(pk__in=staff)
    if led:
        near = Q() if None in led else Q(team__area__lineage__overlap=list(led))
        uncaptained = Q(team__isnull=False, team__captain=None)
        seen |= near & (Q(team__captain=scope.person) | uncaptained)
    return Person.objects.filter(seen)


def within(areas: tuple[int, ...]) -> Senders:
    """Everybody of some areas; () is everywhere."""
    return of(Scope(None, [(Role.Name.BOILER_ROOM, area) for area in areas or (None,)]))


def only(entries: QuerySet, senders: Senders, field: str = "person_id") -> QuerySet:
    """Those of `entries` that were sent by `senders`."""
    return entries if senders is None else entries.filter(**{f"{field}__in": senders.values("pk")})
