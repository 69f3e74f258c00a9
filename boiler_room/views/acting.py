"""The picture's taps: take something on, and move effort between sheets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boiler_room.audiences import MOVERS, PICTURE
from boiler_room.views import desk
from crew import audience
from crew.models import Team
from crew.scope import Scope
from lib import door
from lists.models import Sheet


@audience.staff(*PICTURE)
@require_POST
def owner(request: HttpRequest) -> HttpResponse:
    """POST {need, give_back?, to?: a list of the desk}: I look after it; or no longer."""
    need = request.POST.get("need", "")
    if not 0 < len(need) <= 60:
        return HttpResponseBadRequest("need")
    person = None if request.POST.get("give_back") else request.person.pk
    door.enter("taken_on", {"need": need, "person": person}, by=request.person)
    return desk.back(request) if request.POST.get("to") else _back(request)


@audience.staff(*MOVERS)
@require_POST
def relief(request: HttpRequest, sheet: int) -> HttpResponse:
    """POST {act: first, pause, open or move, to?: sheet id}: what helps a sheet that runs dry.

    Only for sheets of which a team lies in one's areas; moving to another asks the same of that one.
    """
    changed = get_object_or_404(_mine(request.scope), pk=sheet)
    act = request.POST.get("act")
    payload = {
        "first": {"priority": 1},
        "pause": {"paused": True},
        "open": {"paused": False},
        "move": {"to": request.POST.get("to", "")},
    }.get(act)
    if payload is None:
        return HttpResponseBadRequest("act")
    if act == "move":
        if not payload["to"].isdecimal():
            return HttpResponseBadRequest("to")
        payload = {"to": get_object_or_404(_mine(request.scope), pk=int(payload["to"])).pk}
    try:
        door.enter("sheet_change", {"sheet": changed.pk, **payload}, by=request.person)
        messages.success(request, _("✓ Done. Callers get it with their next voters."))
    except door.Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request)


def _mine(scope: Scope):
    """Sheets that a team of these areas works on, or that lie in them."""
    if scope.everywhere:
        return Sheet.objects.all()
    teams = Team.objects.filter(area__in=scope.areas())
    return Sheet.objects.filter(
        pk__in=Sheet.objects.filter(teams__in=teams).values("pk")
    ) | Sheet.objects.filter(area__in=scope.areas())


def _back(request: HttpRequest) -> HttpResponse:
    area = request.POST.get("area", "")
    return redirect(f"/?area={area}" if area.isdecimal() else "/")
