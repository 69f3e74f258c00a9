"""Staff type a runner's paper: choose the precinct once, then code, Enter, code, Enter (polls/keying.py)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crew import audience, audit_log, zone
from crew import reads as crew_reads
from crew.models import Area
from lib import clock
from polls import keying, keying_words
from precincts import categories
from roll.models import PrecinctPlace

KEYERS = audience.staff("captain", "help_desk", "boiler_room", "field_director", "data_director")


@KEYERS
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """GET /places/keying/?q=: precincts of my areas by code, name or polling place; the only one opens at once."""
    typed = request.GET.get("q", "").strip()[:40]
    found = keying.choices(request.scope, typed)
    if typed and len(found) == 1:
        return redirect("keying", found[0]["area"].pk)
    context = {"q": typed, "found": found[: keying.SHOWN], "more": len(found) > keying.SHOWN}
    return render(request, "polls/keying_choice.html", context)


@KEYERS
@require_safe
@never_cache
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /places/keying/<precinct>/: the form. No voter is in the page itself."""
    area = _precinct(request, pk)
    vote = PrecinctPlace.objects.filter(precinct=area).select_related("place").first()
    beside = (
        Area.objects.filter(precinctplace__place=vote.place).exclude(pk=pk).order_by("code") if vote else []
    )
    offset = clock.now().astimezone(zone.of(area)).utcoffset()
    people = keying.watchers(area)
    settings = {
        "precinct": area.pk, "name": area.name, "place": vote.place_id if vote else None, "by": request.person.pk,
        "roll": reverse("keying_roll", args=[pk]), "entries": reverse("keying_entries"),
        "offset": offset.total_seconds() / 60, "watchers": {person.name: person.pk for person in people},
        "words": keying_words.words(),
    }  # fmt: skip
    context = {
        "area": area, "place": vote.place if vote else None, "beside": beside, "watchers": people, "settings": settings,
        "categories": categories.REPORTABLE, "polls": categories.POLLS,
    }  # fmt: skip
    return render(request, "polls/keying.html", context)


@KEYERS
@require_safe
@never_cache
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /places/keying/<precinct>/roll: who is on the list there, for the form alone; noted with the number."""
    area = _precinct(request, pk)
    found = keying.roll_of(area, request.person)
    audit_log.note(request.person, "took a list to key strikes", precinct=pk, voters=len(found["voters"]))
    return JsonResponse(found)


@KEYERS
@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """POST /places/keying/entries/, `{"entries": [as in docs/outbox.md, with "watcher" or "paper"]}`: a verdict each."""
    try:
        said = keying.read(request.body)
    except ValueError as error:
        return JsonResponse({"code": "malformed", "text": str(error), "retry": False}, status=400)
    told = keying.enter(said, request.scope, request.person)
    return JsonResponse({"verdicts": told, "server_at": clock.now().isoformat()})


def _precinct(request: HttpRequest, pk: int) -> Area:
    area = crew_reads.area(request.scope, pk)
    if area.kind != Area.Kind.PRECINCT:
        raise Http404(_("This is no precinct."))
    return area
