"""“We are on paper”: declared for an area, ended, and what is still out."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from crew.audience import staff
from lib import clock, door
from packets import on_paper
from packets.forms import OnPaperForm
from packets.models import OnPaper

DECLARE = staff("captain", "boiler_room", "field_director")
LATELY = timedelta(hours=24)  # so long one still sees what is out of an area that is back


@DECLARE
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """GET /packets/on-paper/: areas on paper, what is out there; POST `area`, `hours`, `why` declares one."""
    form = OnPaperForm(request.POST or None, areas=request.scope.areas())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            on_paper.declare(
                said["area"], clock.now() + timedelta(hours=said["hours"]), said["why"], request.person
            )
        except door.Refused as refusal:
            form.add_error("area", refusal.text)
        else:
            messages.success(request, _("✓ Declared. Screens there say so; nobody is handed new numbers."))
            return redirect("on_paper")
    found = OnPaper.objects.filter(area__in=request.scope.areas()).select_related("area", "person")
    open_ones = list(found.filter(over_at=None).order_by("at"))
    over = list(found.filter(over_at__gt=clock.now() - LATELY).order_by("-over_at"))
    shown = [(one, on_paper.reconciled(one)) for one in (*open_ones, *over)]
    page = {"form": form, "shown": shown, "now": clock.now()}
    return render(request, "packets/on_paper.html", page, status=400 if form.errors else 200)


@DECLARE
@require_POST
def end(request: HttpRequest, pk) -> HttpResponse:
    """POST /packets/on-paper/<uuid>/over/: the area is back on screens."""
    on_paper.end(_mine(request, pk), request.person)
    messages.success(request, _("✓ Back on screens. Now type in what came back, packet by packet."))
    return redirect("on_paper")


@DECLARE
@require_POST
def back(request: HttpRequest, pk) -> HttpResponse:
    """POST /packets/on-paper/<uuid>/back/: whoever has no result on any packet there is free for others."""
    n = on_paper.take_all_back(_mine(request, pk), request.person)
    text = ngettext("✓ %(n)d packet taken back.", "✓ %(n)d packets taken back.", n)
    messages.success(request, text % {"n": n})
    return redirect("on_paper")


def _mine(request: HttpRequest, pk) -> OnPaper:
    declared = get_object_or_404(OnPaper.objects.select_related("area", "person"), pk=pk)
    if not request.scope.sees(declared.area_id):
        raise PermissionDenied
    return declared
