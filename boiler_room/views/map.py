"""The map's page, and its figures anew while it is open."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boiler_room import features, focus
from boiler_room.audiences import PICTURE
from boiler_room.map import looking
from boiler_room.map.measuring import Show
from boiler_room.reads import zone
from crew import audience
from crew.switches.needs import needs


@audience.staff(*PICTURE)
@require_safe
@never_cache
@needs(features.MAP, focus.areas)
def map_page(request: HttpRequest) -> HttpResponse:
    """GET /map/?area=ID&show=votes|calls|contacts|lines|silent|incidents"""
    place, show = focus.of(request), _show(request)
    context = {
        "place": place,
        "sight": looking.look(place, show),
        "shows": Show,
        "area": place.area.pk if request.GET.get("area") else "",
        "may_shape": bool(request.whole_scope.through(("data_director",)).grants),
    }
    return render(request, "boiler_room/map/map.html", context)


@audience.staff(*PICTURE)
@require_safe
@never_cache
@needs(features.MAP, focus.areas, counts=False)
def map_now(request: HttpRequest) -> JsonResponse:
    """GET /map/now/?area=ID&show=…: {"clock", "levels": {level: [words, n]}, "spots": {area:
    [text, beside, level, words, label, said]}}."""
    sight = looking.look(focus.of(request), _show(request))
    spots = {
        spot.area.pk: [
            spot.value.text,
            spot.value.beside,
            spot.value.level,
            spot.words,
            spot.label,
            spot.said,
        ]
        for spot in sight.spots
    }
    levels = {level: [words, n] for level, words, n in sight.legend}
    at = sight.at.astimezone(zone()).strftime("%H:%M")
    return JsonResponse({"clock": at, "levels": levels, "spots": spots})


def _show(request: HttpRequest) -> Show:
    wanted = request.GET.get("show", "")
    return Show(wanted) if wanted in Show.values else Show.VOTES
