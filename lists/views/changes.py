"""One tap on a sheet: pause it, put it first, give it to other teams, send its teams elsewhere."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crew import audience
from lib import door
from lists import reads
from lists.forms import RulesForm
from lists.rules import Rules
from lists.views import scripts, sheets

TAPPERS = audience.staff("data_director", "field_director", "captain", "boiler_room")
RULES = tuple(Rules.__dataclass_fields__)
RULERS = audience.staff("data_director", "field_director", "captain")


def _own(request: HttpRequest, pk: int):
    """The sheet, if it is of an area in scope: what one sees through a team alone is for others to change."""
    found = sheets.seen(request.scope, pk)
    if not request.scope.sees(found.area_id):
        raise Http404
    return found


@TAPPERS
@require_POST
def sheet_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """POST one of: paused (1 or 0), priority (1–9), share (a number or empty), teams, to (a sheet's id)."""
    found = _own(request, pk)
    said = request.POST
    change: dict = {}
    if said.get("paused") in ("0", "1"):
        change["paused"] = said["paused"] == "1"
    if said.get("priority", "").isdecimal():
        change["priority"] = min(max(int(said["priority"]), 1), 9)
    if "share" in said:
        change["share"] = int(said["share"]) if said["share"].isdecimal() and int(said["share"]) else None
    if "teams" in said:
        change["teams"] = _teams(request, found)
    if said.get("to", "").isdecimal():
        change["to"] = _own(request, int(said["to"])).pk
    return _enter(request, found, change)


@RULERS
@require_POST
def sheet_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """POST the rules of the form, and `script` (a version's id)."""
    found = _own(request, pk)
    form = RulesForm(request.POST, initial={name: getattr(found, name) for name in RULES})
    if not form.is_valid():
        wrong = next(iter(form.errors.values()))[0]
        messages.error(request, _("Not changed: %(why)s") % {"why": wrong})
        return redirect("sheet", pk)
    change = form.cleaned_data["rules"].payload()
    versions = {version.pk for version in scripts.latest(request.scope)}
    if request.POST.get("script", "").isdecimal() and int(request.POST["script"]) in versions:
        change["script_version"] = int(request.POST["script"])
    return _enter(request, found, change)


def _teams(request: HttpRequest, found) -> list[int]:
    """The teams ticked; teams out of the person's sight stay as they are."""
    in_sight = {team.pk for team in sheets.teams_of(request.scope)}
    ticked = {int(team) for team in request.POST.getlist("teams") if team.isdecimal()} & in_sight
    return sorted(ticked | ({team.pk for team in found.teams.all()} - in_sight))


def _enter(request: HttpRequest, found, change: dict) -> HttpResponse:
    try:
        if change:
            door.enter("sheet_change", {"sheet": found.pk, **change}, by=request.person)
    except door.Refused as refused:
        messages.error(request, str(refused))
    if request.htmx:
        rows = sheets.shown(request, reads.open_sheets(request.scope))
        return render(request, "lists/sheets.html#table", {"rows": rows, "states": reads.STATES})
    messages.success(request, _("Done. Callers feel it with their next exchange."))
    return redirect("sheet", found.pk)
