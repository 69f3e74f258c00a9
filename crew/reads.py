"""Queries of this room, each cut to a scope."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Q, QuerySet
from django.shortcuts import get_object_or_404

from crew import join_links
from crew.models import Area, JoinLink, Person, Role, Team
from crew.scope import Scope
from lib import clock

ABOVE_PRECINCTS = (Area.Kind.STATE, Area.Kind.REGION, Area.Kind.STAGING)


def areas(scope: Scope) -> QuerySet[Area]:
    """The areas in scope that are large enough to work in: no precincts; in the order of the tree."""
    return scope.areas().filter(kind__in=ABOVE_PRECINCTS).order_by("lineage")


def _in(scope: Scope, area: str) -> Q:
    """A condition: the area reached by the path `area` is in scope; nothing set is everywhere's alone."""
    return Q() if scope.everywhere else Q(**{f"{area}__lineage__overlap": scope.roots})


def teams(scope: Scope) -> QuerySet[Team]:
    """With `members_n`, and `open_links` with the latest `open_until`."""
    usable = Q(links__shut_at=None, links__for_person=None, links__expires_at__gt=clock.now())
    return (
        Team.objects.filter(_in(scope, "area"))
        .select_related("area", "captain")
        .annotate(
            members_n=Count("members", distinct=True),
            open_links=Count("links", filter=usable, distinct=True),
            open_until=Max("links__expires_at", filter=usable),
        )
        .order_by("name", "id")
    )


def people(scope: Scope) -> QuerySet[Person]:
    """Volunteers of teams in scope, and staff with a role there; newest first."""
    if scope.everywhere:
        found = Person.objects.all()
    else:
        staff = Role.objects.filter(_in(scope, "area")).values("person")
        found = Person.objects.filter(_in(scope, "team__area") | Q(pk__in=staff))
    return found.select_related("team__area", "login").order_by("-joined_at", "-id")


def staff(scope: Scope) -> QuerySet[Person]:
    """People with a login and a role in scope."""
    roles = Role.objects.filter(_in(scope, "area")).values("person")
    found = Person.objects.filter(login__isnull=False, pk__in=roles)
    return found.select_related("login", "team").prefetch_related("roles__area").order_by("name", "id")


def links(team: Team) -> list[JoinLink]:
    """The team's links for everyone, newest first, each with `used` and `state`."""
    found = team.links.filter(for_person=None).select_related("made_by")
    found = found.annotate(used=Count("device__person", distinct=True)).order_by("-made_at", "-id")
    for link in found:
        link.state = join_links.state(link, link.used)
    return list(found)


def team(scope: Scope, pk: int) -> Team:
    """One team; 404 if there is none, 403 if it lies outside the scope."""
    found = get_object_or_404(Team.objects.select_related("area", "captain"), pk=pk)
    if not scope.sees(found.area_id):
        raise PermissionDenied
    return found


def person(scope: Scope, pk: int) -> Person:
    """One person; 404 if there is none, 403 if they work outside the scope."""
    found = get_object_or_404(Person.objects.select_related("team__area", "login"), pk=pk)
    if not people(scope).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def area(scope: Scope, pk: int) -> Area:
    """One area; 404 if there is none, 403 if it lies outside the scope."""
    found = get_object_or_404(Area.objects.select_related("parent"), pk=pk)
    if not scope.sees(pk):
        raise PermissionDenied
    return found


def possible_captains(area: Area) -> QuerySet[Person]:
    """Staff whose role covers the area or lies within it."""
    covers = (
        Q(roles__area=None) | Q(roles__area__in=area.lineage) | Q(roles__area__lineage__contains=[area.pk])
    )
    return Person.objects.filter(covers, roles__isnull=False).distinct().order_by("name", F("id"))
