"""Sheets: the list with its taps, one sheet, cutting one."""

from math import ceil

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crew import audience
from crew.models import Team
from lib import door
from lists import cutting, places, reads, turf
from lists.forms import REST_LABELS, RulesForm, SheetForm
from lists.models import ScriptVersion, Sheet
from lists.question import WrongQuestion, sentence
from lists.results import BY_CODE
from lists.rules import RESTING, Rules
from lists.views import scripts, universes

DIRECTORS = audience.staff("data_director", "field_director")
WORKERS = audience.staff("data_director", "field_director", "captain", "boiler_room")


def seen(scope, pk: int) -> Sheet:
    """The sheet, if someone of that scope sees it; else 404."""
    for sheet in reads.open_sheets(scope):
        if sheet.pk == pk:
            return sheet
    raise Http404


def teams_of(scope):
    return Team.objects.filter(area__in=scope.areas()).order_by("name")


def shown(request: HttpRequest, sheets: list[Sheet]) -> list[dict]:
    """For the template: each sheet with its standing and what may be done to it."""
    standing = reads.sheet_states([sheet.pk for sheet in sheets])
    return [
        {"sheet": one, "standing": standing.get(one.pk), "mine": request.scope.sees(one.area_id)}
        for one in sheets
    ]


@WORKERS
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """All sheets in sight; the page asks again for the table every 20 seconds."""
    rows = shown(request, reads.open_sheets(request.scope))
    page = "lists/sheets.html#table" if request.htmx else "lists/sheets.html"
    return render(request, page, {"rows": rows, "states": reads.STATES, "may_cut": _may_cut(request)})


@WORKERS
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen(request.scope, pk)
    (row,) = shown(request, [found])
    rules = {name: getattr(found, name) for name in Rules.__dataclass_fields__}
    others = [one for one in reads.open_sheets(request.scope) if one.pk != pk and not one.paused]
    on_it = {team.pk for team in found.teams.all()}
    context = row | {
        "said": sentence(found.universe.question) if found.universe else "",
        "form": RulesForm(initial=rules),
        "rests": [(REST_LABELS[code], found.rests.get(code, BY_CODE[code].rest_minutes)) for code in RESTING],
        "others": [one for one in others if one.channel == found.channel and request.scope.sees(one.area_id)],
        "turfs": ceil(found.report["targets"] / found.turf_doors) if found.turf_doors else 0,
        "teams": [(team, team.pk in on_it) for team in teams_of(request.scope)],
        "versions": scripts.latest(request.scope),
        "may_cut": _may_cut(request),
        "may_export": bool(request.whole_scope.through(["data_director", "field_director"]).grants),
    }
    return render(request, "lists/sheet.html", context)


@DIRECTORS
@require_http_methods(["GET", "HEAD", "POST"])
def new_sheet(request: HttpRequest) -> HttpResponse:
    """Cuts a sheet from `?universe=` or, as the next pass, from `?follows=`."""
    follows = (
        seen(request.scope, int(before)) if (before := request.GET.get("follows", "")).isdecimal() else None
    )
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(request, follows),
        universes=universes.seen(request.scope).order_by("name"),
        areas=places.choices(request.scope),
        scripts=ScriptVersion.objects.filter(pk__in=[one.pk for one in scripts.latest(request.scope)]),
        teams=teams_of(request.scope),
        everywhere=request.scope.everywhere,
    )
    if request.method == "POST" and form.is_valid() and (made := _cut(request, form, follows)):
        return redirect("sheet", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "lists/new_sheet.html", {"form": form, "follows": follows}, status=status)


def _cut(request: HttpRequest, form: SheetForm, follows: Sheet | None) -> Sheet | None:
    said = form.cleaned_data
    try:
        made = cutting.cut(
            said["universe"],
            said["script"],
            name=said["name"],
            area=said["area"],
            teams=[team.pk for team in said["teams"]],
            rules=said["rules"],
            order=said["order"],
            channel=said["channel"],
            turf_doors=said["turf_doors"],
            follows=follows,
            by=request.person,
        )
    except cutting.Nobody:
        form.add_error("universe", _("Nobody meets this question here and now, so there is nothing to cut."))
    except (WrongQuestion, door.Refused) as wrong:
        form.add_error("universe", str(wrong))
    else:
        n = made.report["members"]
        text = _("Cut: %(n)s voters. Callers get them from now on.")
        if made.channel == "walk":
            text = _("Cut: %(n)s voters. Their walk lists lie under Paper within five minutes.")
        messages.success(request, text % {"n": f"{n:,}"})
        return made
    return None


def _initial(request: HttpRequest, follows: Sheet | None) -> dict:
    if follows is None:
        chosen = universes.seen(request.scope).filter(pk=request.GET.get("universe") or 0).first()
        return {
            "universe": chosen,
            "name": chosen.name if chosen else "",
            "area": chosen.area if chosen else None,
        }
    known = {name: getattr(follows, name) for name in Rules.__dataclass_fields__}
    return known | {
        "universe": follows.universe,
        "area": follows.area,
        "script": follows.script_version_id,
        "channel": follows.channel,
        "turf_doors": follows.turf_doors or turf.DOORS,
        "teams": follows.teams.all(),
        "pass_number": follows.pass_number + 1,
        "name": _("%(name)s, pass %(n)s") % {"name": follows.name, "n": follows.pass_number + 1},
    }


def _may_cut(request: HttpRequest) -> bool:
    return bool(request.whole_scope.through(["data_director", "field_director"]).grants)
