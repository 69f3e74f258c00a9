"""Features switched by area, and how much each is used."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crew import audience, reads
from crew.models import Area
from crew.switches import features, showing, uses
from crew.switches.switching import switch
from lib import clock

DIRECTORS = audience.staff("field_director", "data_director")
CURIOUS = audience.staff("field_director", "data_director", "boiler_room")


@DIRECTORS
@require_safe
def switches(request: HttpRequest) -> HttpResponse:
    """GET /staff/switches/?area=<id>: every feature as it stands there, and wherever it differs."""
    area = _area(request, request.GET.get("area", ""))
    context = {
        "area": area,
        "areas": reads.areas(request.scope),
        "everywhere": request.scope.everywhere,
        "groups": showing.groups(area),
        "exceptions": showing.exceptions(request.scope),
    }
    return render(request, "crew/switches.html", context)


@DIRECTORS
@require_POST
def turn(request: HttpRequest, feature: str) -> HttpResponse:
    """POST /staff/switches/<feature>/: `area` (empty: the whole campaign), `to` on, off or inherit, `reason`."""
    area = _area(request, request.POST.get("area", ""), choose=False)
    try:
        switch(feature, area, request.POST.get("to", ""), request.POST.get("reason", ""), request.person)
        messages.success(
            request, _("✓ Done. Screens hear of it within seconds; without a connection, when it is back.")
        )
    except ValueError as error:
        messages.error(request, str(error))
    return redirect(reverse("switches") + (f"?area={area.pk}" if area else ""))


@CURIOUS
@require_safe
def used(request: HttpRequest) -> HttpResponse:
    """GET /staff/uses/?area=<id>: how often each feature was used this hour, today and in seven days."""
    area = _area(request, request.GET.get("area", ""))
    inside = uses.below(area) if area else None
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    spans = [
        uses.sums(inside, since)
        for since in (hour, clock.now() - timedelta(days=1), clock.now() - timedelta(days=7))
    ]
    rows = [(feature, [span.get(feature.name, 0) for span in spans]) for feature in features.everything()]
    context = {
        "area": area,
        "areas": reads.areas(request.scope),
        "everywhere": request.scope.everywhere,
        "used": sorted((row for row in rows if row[1][-1]), key=lambda row: -row[1][-1]),
        "may_switch": bool(request.whole_scope.through(["field_director", "data_director"]).grants),
        "unused": [feature for feature, counts in rows if not counts[-1]],
    }
    return render(request, "crew/uses.html", context)


def _area(request: HttpRequest, wanted: str, choose: bool = True) -> Area | None:
    """The area asked for; None is the whole campaign, for who works everywhere. Others begin with their own."""
    if wanted.isdecimal():
        return reads.area(request.scope, int(wanted))
    if request.scope.everywhere:
        return None
    if not choose:
        raise PermissionDenied
    return reads.areas(request.scope).filter(pk__in=request.scope.roots).first() or reads.area(
        request.scope, request.scope.roots[0]
    )
