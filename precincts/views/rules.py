"""Rules by area: phones inside, photos, what to bring."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crew.models import Area
from lib import door
from precincts.forms import RuleForm
from precincts.models import Rule
from precincts.views.audiences import RULE


@RULE
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """GET and POST /places/rules/?area=<id>: the nearest area that says something wins."""
    areas = request.scope.areas().order_by("lineage")
    known = Rule.objects.filter(area__in=request.scope.areas().values("pk")).select_related("area")
    area = request.GET.get("area", "")
    form = RuleForm(request.POST or None, areas=areas, initial=_initial(known, area))
    if request.method == "POST" and form.is_valid():
        _save(form, request)
        messages.success(request, _("✓ Saved. Phones have it at their next exchange."))
        return redirect("rules")
    context = {"rules": known.order_by("area__lineage"), "form": form}
    return render(request, "precincts/rules.html", context, status=400 if form.errors else 200)


def _initial(known, area: str) -> dict:
    rule = known.filter(area=int(area)).first() if area.isdigit() else None
    words = {True: "yes", False: "no", None: ""}
    if rule is None:
        return {"area": area}
    said = {"phones_inside": words[rule.phones_inside], "photos": words[rule.photos]}
    return {"area": rule.area_id, "checklist": rule.checklist} | said


def _save(form: RuleForm, request: HttpRequest) -> None:
    area: Area = form.cleaned_data["area"]
    if not request.scope.sees(area.pk):
        raise PermissionDenied
    payload = {"area": area.pk, "checklist": form.cleaned_data["checklist"]}
    payload |= {"phones_inside": form.said("phones_inside"), "photos": form.said("photos")}
    door.enter("rule", payload, by=request.person)
