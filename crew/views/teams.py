"""Teams: the list, one team with its links and people, a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crew import audience, reads
from crew.forms import LinkForm, TeamForm
from crew.models import Person, Team
from lib import door

FIELD = audience.staff("captain", "help_desk", "field_director")
MAKERS = {"office", "field_director", "captain"}


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/teams/?area=<id>: the teams in scope, and a form for a new one."""
    found = reads.teams(request.scope)
    area = request.GET.get("area", "")
    if area.isdigit():
        found = found.filter(area__lineage__contains=[int(area)])
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        team = _save(door.new_id("crew_team"), form, request.person)
        return redirect("team", team.pk)
    context = {"teams": found[:1000], "areas": reads.areas(request.scope), "area": area, "form": form}
    status = 400 if request.method == "POST" else 200
    return render(request, "crew/teams.html", context | {"may_make": _may_make(request)}, status=status)


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST /staff/teams/<id>/"""
    found = reads.team(request.scope, pk)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        _save(found.pk, form, request.person)
        messages.success(request, _("✓ Saved."))
        return redirect("team", found.pk)
    members = found.members.order_by("-joined_at", "-id")
    context = {
        "team": found,
        "links": reads.links(found),
        "members": members[:500],
        "members_n": members.count(),
        "form": form,
        "link_form": LinkForm(),
        "may_make": _may_make(request),
    }
    return render(request, "crew/team.html", context, status=400 if form.errors else 200)


def _may_make(request: HttpRequest) -> bool:
    return bool(request.scope.roles & MAKERS)


def _form(request: HttpRequest, team: Team | None = None) -> TeamForm:
    areas = reads.areas(request.scope)
    if team:
        captains = reads.possible_captains(team.area)
        initial = {
            "name": team.name,
            "area": team.area_id,
            "captain": team.captain_id,
            "fallback_phone": team.fallback_phone,
            "work": team.work,
        }
    else:
        captains = Person.objects.filter(pk=request.person.pk) | reads.staff(request.scope)
        only = areas[0].pk if len(areas) == 1 else None
        initial = {"captain": request.person.pk if "captain" in request.scope.roles else None, "area": only}
    post = request.POST if request.method == "POST" and _may_make(request) else None
    return TeamForm(post, initial=initial, areas=areas, captains=captains.distinct())


def _save(pk: int, form: TeamForm, by: Person) -> Team:
    said = form.cleaned_data
    captain = said["captain"].pk if said["captain"] else None
    payload = {"id": pk, "name": said["name"], "area": said["area"].pk, "captain": captain}
    work = said["work"] or Team.Work.CALLS
    door.enter("team", payload | {"fallback_phone": said["fallback_phone"], "work": work}, by=by)
    return Team.objects.get(pk=pk)
