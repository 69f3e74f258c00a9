"""Precincts' shapes: send a file, say which field has the codes, look, take it; later remove it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from boiler_room.map import taking
from boiler_room.map.shapes.layer import MOST_BYTES, Unreadable
from boiler_room.models import ShapeFile
from crew import audience, audit_log
from crew.models import Area
from crew.scope import Scope
from lib import door
from roll.loading import keeping

DIRECTORS = audience.staff("data_director")


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("GeoJSON, or a zip with a Shapefile; at most 40 MB."),
    )
    county = forms.ChoiceField(label=gettext_lazy("Of which county"), required=False)

    def __init__(self, *args, counties: list[Area], **kwargs):
        super().__init__(*args, **kwargs)
        several = [("", _("several: the file says which"))] if len(counties) > 1 else []
        self.fields["county"].choices = [*several, *((county.pk, county.name) for county in counties)]

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(n)d MB: cut it by county.") % {"n": MOST_BYTES >> 20}
            )
        return self.cleaned_data["file"]


@DIRECTORS
@require_http_methods(["GET", "HEAD", "POST"])
def shapes(request: HttpRequest) -> HttpResponse:
    """GET /map/shapes/ the files taken, and the form; POST a file."""
    counties = taking.counties(request.scope)
    form = FileForm(request.POST or None, request.FILES or None, counties=counties)
    if request.method == "POST" and form.is_valid():
        chosen = [c.pk for c in counties if str(c.pk) == form.cleaned_data["county"]] or [
            c.pk for c in counties
        ]
        data = form.cleaned_data["file"].read()
        try:
            taking.read(data)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            sha256, _size = keeping.keep([data])
            name = form.cleaned_data["file"].name[:200]
            request.session["shapes"] = {"sha256": sha256, "name": name, "counties": chosen}
            audit_log.note(request.person, "sent shapes", bytes=len(data))
            return redirect("shapes_match", sha256)
    files = [
        file
        for file in ShapeFile.objects.select_related("person").order_by("-at")[:50]
        if _sees(request.scope, file)
    ]
    context = {"form": form, "files": files, "counties": counties}
    return render(request, "boiler_room/map/shapes.html", context, status=400 if form.errors else 200)


@DIRECTORS
@require_http_methods(["GET", "HEAD", "POST"])
def match(request: HttpRequest, sha256: str) -> HttpResponse:
    """GET /map/shapes/<sha256>/?code=FIELD&county=FIELD: what would match; POST takes it."""
    about = request.session.get("shapes")
    if not about or about["sha256"] != sha256 or not keeping.path_of(sha256).exists():
        raise Http404
    counties = [county for county in taking.counties(request.scope) if county.pk in about["counties"]]
    if not counties:
        raise PermissionDenied
    offer = taking.offer(
        keeping.path_of(sha256).read_bytes(), counties, request.GET.get("code"), request.GET.get("county")
    )
    if request.method == "POST":
        return _take(request, about, offer)
    return render(request, "boiler_room/map/match.html", {"about": about, "offer": offer})


def _take(request: HttpRequest, about: dict, offer: taking.Offer) -> HttpResponse:
    try:
        taking.take(keeping.path_of(about["sha256"]).read_bytes(), about["name"], offer, request.person)
    except door.Refused as refused:
        messages.error(request, str(refused))
        return redirect("shapes_match", about["sha256"])
    del request.session["shapes"]
    messages.success(request, _("✓ The map has %(n)d precincts now.") % {"n": len(offer.match.found)})
    return redirect("shapes")


@DIRECTORS
@require_POST
def removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST /map/shapes/<uuid>/removal/: its shapes go from the map."""
    file = get_object_or_404(ShapeFile, pk=pk)
    if not _sees(request.scope, file):
        raise PermissionDenied
    door.enter("shapes_removed", {"file": str(file.pk)}, by=request.person)
    messages.success(request, _("✓ Removed from the map."))
    return redirect("shapes")


def _sees(scope: Scope, file: ShapeFile) -> bool:
    return scope.everywhere or set(file.counties) <= set(scope.area_ids)
