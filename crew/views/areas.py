"""The campaign's map as a tree: look, rename, add staging locations, move precincts to them."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crew import areas as drawing
from crew import audience, names, reads
from crew.models import Area

SEE = audience.staff("captain", "help_desk", "field_director", "data_director", "boiler_room")
DRAW = audience.staff("field_director", "data_director")


@SEE
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """GET /staff/areas/: states, regions and staging locations in scope, with what each holds."""
    found = reads.areas(request.scope).annotate(
        precincts_n=Count("children", filter=Q(children__kind="precinct"), distinct=True),
        teams_n=Count("team", distinct=True),
    )
    return render(request, "crew/areas.html", {"areas": _with_depth(found), "may_draw": _may_draw(request)})


@SEE
@require_safe
def area(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/areas/<id>/: its precincts, and where else in the county they could go."""
    found = reads.area(request.scope, pk)
    below = found.children.order_by("kind", "name", "id")
    county = drawing.county(found)
    places = reads.areas(request.scope).filter(lineage__contains=[county], kind__in=["staging", "region"])
    context = {
        "area": found,
        "above": Area.objects.filter(pk__in=found.lineage).exclude(pk=pk).order_by("lineage"),
        "parts": [child for child in below if child.kind != "precinct"],
        "precincts": [child for child in below if child.kind == "precinct"],
        "places": places.exclude(pk=pk) if county else [],
        "teams": found.team_set.order_by("name"),
        "may_draw": _may_draw(request),
        "fits_staging": "staging" in drawing.BELOW[found.kind],
    }
    return render(request, "crew/area.html", context)


@DRAW
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/areas/<id>/name/: `name`."""
    found = reads.area(request.scope, pk)
    return _drawn(request, pk, lambda: drawing.rename(found, _name(request), request.person))


@DRAW
@require_POST
def add_staging(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/areas/<id>/staging/: `name`."""
    found = reads.area(request.scope, pk)
    return _drawn(request, pk, lambda: drawing.add_staging(found, _name(request), request.person))


@DRAW
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/areas/<id>/precincts/: `precinct` (ids), `to` (id of a staging location or region)."""
    found = reads.area(request.scope, pk)
    to = request.POST.get("to", "")
    target = reads.area(request.scope, int(to)) if to.isdigit() else found
    ids = [int(i) for i in request.POST.getlist("precinct") if i.isdigit()]
    precincts = list(found.children.filter(pk__in=ids, kind="precinct"))
    return _drawn(request, pk, lambda: drawing.move(precincts, target, request.person))


def _drawn(request: HttpRequest, pk: int, draw) -> HttpResponse:
    try:
        draw()
        messages.success(request, _("✓ Saved."))
    except ValueError as error:
        messages.error(request, str(error))
    return redirect("area", pk)


def _name(request: HttpRequest) -> str:
    try:
        return names.name(request.POST.get("name", ""))
    except ValueError:
        raise ValueError(_("A place needs a name, of at most 80 letters.")) from None


def _may_draw(request: HttpRequest) -> bool:
    return bool(request.scope.roles & {"office", "field_director", "data_director"})


def _with_depth(found) -> list[Area]:
    rows = list(found)
    least = min((len(row.lineage) for row in rows), default=1)
    for row in rows:
        row.depth = min(len(row.lineage) - least, 4)
    return rows
