"""The picture itself, and the parts of it that a page fetches anew while it is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boiler_room import charting, features, focus, ticking
from boiler_room.audiences import MOVERS, PICTURE, PLANNERS
from boiler_room.desk import incidents, lists, senders
from boiler_room.needs import needs as needs_now
from boiler_room.picture import Picture, picture
from crew import audience
from crew.switches.needs import needs


@audience.staff(*PICTURE)
@needs(features.PICTURE, focus.areas)
def picture_page(request: HttpRequest) -> HttpResponse:
    """GET /?area=ID: the picture of one's areas, or of one of them."""
    place = focus.of(request)
    seen = picture(place.areas)
    context = {
        "place": place,
        "seen": seen,
        "figures": ticking.figures(seen),
        "checksum": ticking.checksum(seen),
        "chart": charting.chart(seen),
        "may_plan": bool(request.whole_scope.through(PLANNERS).grants),
        **_lists(request, seen),
    }
    return render(request, "boiler_room/picture.html", context)


@audience.staff(*PICTURE)
@needs(features.PICTURE, focus.areas, counts=False)
def needs_list(request: HttpRequest) -> HttpResponse:
    """GET /picture/needs/?area=ID: what needs someone, and the sheets; fetched when either changed."""
    place = focus.of(request)
    context = {"place": place, **_lists(request, picture(place.areas))}
    return render(request, "boiler_room/picture.html#lists", context)


@audience.staff(*PICTURE)
@needs(features.PICTURE, focus.areas, counts=False)
def chart(request: HttpRequest) -> HttpResponse:
    """GET /picture/chart/?area=ID: the day by the hour."""
    place = focus.of(request)
    context = {"place": place, "chart": charting.chart(picture(place.areas))}
    return render(request, "boiler_room/picture.html#chart", context)


def _lists(request: HttpRequest, seen: Picture) -> dict:
    # Of the desk one is told what one may settle there, as it stands now: a captain, of the own teams.
    seen.standing.waiting = lists.counts(senders.of(request.scope))
    seen.standing.unowned = incidents.unowned(incidents.of(request.scope))
    return {
        "needs": needs_now(seen),
        "sheets": seen.standing.sheets,
        "paused": seen.standing.paused,
        "standing": seen.standing,
        "may_move": bool(request.whole_scope.through(MOVERS).grants),
        "me": request.person,
    }
