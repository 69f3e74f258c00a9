"""Polling places of my areas: who is where, who is missing, who is silent; one place with its hours and posts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from crew import reads as crew_reads
from crew import zone
from lib import door
from precincts import watching
from precincts.forms import HoursForm
from precincts.models import Opening
from precincts.views.audiences import POST, SEE
from precincts.views.page import context_of

ONLY = {
    "": gettext_lazy("all"),
    "missing": gettext_lazy("with a watcher missing"),
    "silent": gettext_lazy("silent"),
    "unwatched": gettext_lazy("without a post"),
}


@SEE
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """GET /places/?area=<id>&only=missing|silent|unwatched"""
    area, only = request.GET.get("area", ""), request.GET.get("only", "")
    everything = watching.places(request.scope, int(area) if area.isdigit() else None)
    counts = dict.fromkeys(("nobody", "not_seen", "silent", "there"), 0)
    for row in everything:
        for watch in row.watches:
            if watch.state in counts:
                counts[watch.state] += 1
    chosen = (
        watching.places(request.scope, int(area) if area.isdigit() else None, only) if only else everything
    )
    context = {
        "places": chosen,
        "counts": counts,
        "on_n": sum(counts.values()),
        "missing_n": counts["nobody"] + counts["not_seen"],
        "areas": crew_reads.areas(request.scope),
        "area": area,
        "only": only,
        "onlys": ONLY.items(),
        "most": watching.MOST,
    }
    return render(request, "precincts/places.html", context)


@SEE
@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /places/<id>/"""
    return render(request, "precincts/place.html", context_of(request, pk))


@POST
@require_POST
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /places/<id>/hours/: `day`, `opens`, `closes`; that day's hours are set anew, the others stay."""
    found = watching.place(request.scope, pk)
    form = HoursForm(request.POST)
    if not form.is_valid():
        return render(
            request, "precincts/place.html", context_of(request, pk) | {"hours_form": form}, status=400
        )
    said = form.cleaned_data
    opens, closes = zone.span(said["day"], said["opens"], said["closes"], found.zone)
    others = [
        o for o in Opening.objects.filter(place=pk) if o.opens_at.astimezone(found.zone).date() != said["day"]
    ]
    spans = sorted([*((o.opens_at, o.closes_at) for o in others), (opens, closes)])
    told = [{"opens_at": a.isoformat(), "closes_at": b.isoformat()} for a, b in spans]
    door.enter("openings", {"place": pk, "openings": told}, by=request.person)
    messages.success(request, _("✓ Saved."))
    return redirect("place", pk)
