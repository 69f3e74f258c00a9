"""Join links: make one, show it large with its QR code, shut it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crew import audit_log, join_links, reads
from crew.forms import LinkForm
from crew.models import JoinLink
from crew.views.teams import FIELD
from lib import qr


@FIELD
@require_POST
def make(request: HttpRequest, team_pk: int) -> HttpResponse:
    """POST /staff/teams/<id>/links/: `hours`, `uses`."""
    team = reads.team(request.scope, team_pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return redirect("team", team.pk)
    link = join_links.make(team, request.person, form.cleaned_data["hours"], form.cleaned_data["uses"])
    return redirect("join_link", link.pk)


@FIELD
@require_safe
@never_cache
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/links/<id>/: to be shown, projected, sent or printed."""
    found = _link(request, pk)
    used = join_links.uses(found)
    url = join_links.address(request, found)
    context = {
        "link": found,
        "code": join_links.shown(found.code),
        "url": url,
        "reachable": join_links.reachable(url),
        "used": used,
        "left": max(0, found.use_limit - used),
        "state": join_links.state(found, used),
    }
    return render(request, "crew/link.html", context)


@FIELD
@require_safe
@never_cache
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/links/<id>/qr.svg"""
    found = _link(request, pk)
    label = _("Code that opens the join link")
    return HttpResponse(qr.svg(join_links.address(request, found), label), content_type="image/svg+xml")


@FIELD
@require_POST
def shut(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/links/<id>/closure/"""
    found = _link(request, pk)
    join_links.shut(found, request.person)
    audit_log.note(request.person, "shut a join link", link=found.pk, team=found.team_id)
    return redirect("team", found.team_id)


def _link(request: HttpRequest, pk: int) -> JoinLink:
    links = JoinLink.objects.select_related("team__captain", "team__area", "for_person")
    found = get_object_or_404(links, pk=pk)
    if not request.scope.sees(found.team.area_id):
        raise PermissionDenied
    return found
