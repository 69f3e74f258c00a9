"""Universes: the list, one in its form, the live count."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crew import audience
from lib import door
from lists import counting, places, suggesting
from lists.asking import rows, shown
from lists.models import Universe
from lists.question import WrongQuestion, checked, sentence

DIRECTORS = audience.staff("data_director", "field_director")


def seen(scope):
    """Universes of the areas in scope; those of the whole campaign for who sees everywhere."""
    open_ones = Universe.objects.filter(retired_at=None).select_related("area", "made_by")
    return open_ones if scope.everywhere else open_ones.filter(area__in=scope.areas())


@DIRECTORS
def universes(request: HttpRequest) -> HttpResponse:
    found = [(one, sentence(one.question)) for one in seen(request.scope).order_by("name")]
    context = {"universes": found, "suggested": suggesting.SUGGESTED.items()}
    return render(request, "lists/universes.html", context)


@DIRECTORS
@require_http_methods(["GET", "HEAD", "POST"])
def universe(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """GET shows the form (`?begin=`: a suggested question; `area`: where); POST saves it, or (`act`) adds or drops a
    row and shows it again."""
    known = None
    if pk is not None and (known := seen(request.scope).filter(pk=pk).first()) is None:
        raise Http404
    if request.method != "POST":
        if known is None and (begun := suggesting.SUGGESTED.get(request.GET.get("begin", ""))):
            area = places.choices(request.scope).filter(pk=_number(request.GET.get("area"))).first()
            return _show(request, None, begun.question, name=str(begun.name), area=area)
        return _show(request, known, known.question if known else rows.question(rows.fresh()))
    area, error = _area(request)
    name = request.POST.get("name", "").strip()[:80]
    asked, found, error = _asked(request, error)
    if "save" in request.POST and not error:
        if not name:
            error = _("Give it a name, so that others find it.")
        else:
            payload = {"id": known.pk if known else door.new_id("lists_universe"), "name": name}
            payload |= {"area": area.pk if area else None, "question": asked}
            door.enter("universe", payload, by=request.person)
            messages.success(request, _("Saved: %(name)s.") % {"name": name})
            return redirect("universe", payload["id"])
    if found is not None:
        found = _more_or_less(found, request)
    context = {"name": name, "area": area, "error": error if "save" in request.POST else ""}
    return _show(request, known, asked, found, **context)


@DIRECTORS
@require_POST
def universe_rows(request: HttpRequest) -> HttpResponse:
    """The rows again, one more (`add-…` to group `to`) or one less (`drop`)."""
    areas = request.scope.areas()
    found = _more_or_less(rows.posted(request.POST, areas), request)
    response = render(request, "lists/universe.html#builder", _builder(found, areas))
    response["HX-Trigger-After-Settle"] = "rows"  # then the page counts again
    return response


@DIRECTORS
@require_POST
def universe_count(request: HttpRequest) -> HttpResponse:
    """The sentence and the number of voters; the page then asks for the numbers (`universe_reach`)."""
    context = _counted(request, lambda question, area: {"voters": counting.voters(question, area)})
    return render(request, "lists/universe.html#count", context)


@DIRECTORS
@require_POST
def universe_reach(request: HttpRequest) -> HttpResponse:
    context = _counted(request, lambda question, area: {"reach": counting.reach(question, area)})
    return render(request, "lists/universe.html#reach", context)


@DIRECTORS
@require_POST
def universe_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a universe away; sheets cut from it stay."""
    if not seen(request.scope).filter(pk=pk).exists():
        raise Http404
    door.enter("universe", {"id": pk, "retired": True}, by=request.person)
    messages.success(request, _("Put away. Sheets cut from it stay as they are."))
    return redirect("universes")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _more_or_less(found: list[rows.Row], request: HttpRequest) -> list[rows.Row]:
    to, drop = request.POST.get("to", ""), request.POST.get("drop", "")
    name = request.POST.get(f"add-{to}", "")
    if drop.isdecimal():
        return [row for n, row in enumerate(found) if n != int(drop)]
    if to.isdecimal() and name in rows.FIELDS and len(found) < rows.MOST:
        found.append(rows.Row(name, int(to), node=dict(rows.NEW.get(name, {}))))
    return found


def _counted(request: HttpRequest, count) -> dict:
    area, error = _area(request)
    asked, _found, error = _asked(request, error)
    if error:
        return {"error": error}
    try:
        return {"said": sentence(asked), **count(asked, places.precincts(area, request.scope))}
    except counting.TooSlow:
        return {"said": sentence(asked), "slow": True}


def _area(request: HttpRequest):
    """(area or None, error) of the form; everywhere only for those who see everywhere."""
    given = request.POST.get("area", "")
    area = places.choices(request.scope).filter(pk=given).first() if given.isdecimal() else None
    if area is None and not request.scope.everywhere:
        return None, _("Choose one of your areas.")
    return area, ""


def _asked(request: HttpRequest, error: str):
    """(question, rows or None, error): from the text if it was edited as text, else from the rows."""
    try:
        if "question" in request.POST:
            try:
                return checked(json.loads(request.POST["question"])), None, error
            except (ValueError, RecursionError) as wrong:
                said = str(wrong) if isinstance(wrong, WrongQuestion) else _("This is not JSON.")
                return {"all": []}, None, error or said
        found = rows.posted(request.POST, request.scope.areas())
        error = error or next((row.wrong for row in found if row.wrong), "")
        asked = rows.question(found)
        return (asked if error else checked(asked)), found, error
    except WrongQuestion as wrong:
        return {"all": []}, found, str(wrong)


def _builder(found, areas) -> dict:
    numbered = shown.shown(found, areas)
    last = max((row.group for row in found), default=0)
    groups = [
        {"number": g, "rows": [one for one in numbered if one["row"].group == g]} for g in range(last + 1)
    ]
    return {"groups": groups, "addable": shown.addable(), "next_group": last + 1}


def _show(request, known, asked, found=None, name=None, area=None, error="") -> HttpResponse:
    text = "text" in request.GET or "question" in request.POST
    found = None if text else (found if found is not None else rows.of(asked))
    raw = request.POST.get("question") or json.dumps(asked, ensure_ascii=False, indent=1)
    context = {
        "universe": known,
        "name": name if name is not None else (known.name if known else ""),
        "area": area or (known.area if known and request.method != "POST" else None),
        "areas": places.choices(request.scope),
        "everywhere": request.scope.everywhere,
        "error": error,
        "raw": raw if found is None else None,
        "said": "",
    }
    if found is not None:
        context |= _builder(found, request.scope.areas())
    return render(request, "lists/universe.html", context, status=422 if error else 200)
