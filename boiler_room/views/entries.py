"""The entries behind a figure."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boiler_room import focus
from boiler_room.audiences import PICTURE
from boiler_room.board import entries, words
from boiler_room.board.entries import Asked
from crew import audience, audit_log
from crew.models import Person


@audience.staff(*PICTURE)
@require_safe
def entries_page(request: HttpRequest) -> HttpResponse:
    """GET /board/entries/?figure=&area=&hour=&before=: the entries that a figure counts, the newest first.

    `figure` one of `entries.FIGURES`, `hour` an instant in ISO form, `before` from the page before. Nothing of a
    voter is shown but the precinct, for what is looked at here is the count. 404 for anything else.
    """
    place = focus.of(request)
    asked = Asked(_figure(request), place.areas, _hour(request))
    try:
        page = entries.page(asked, request.GET.get("before", ""))
    except ValueError:
        raise Http404 from None
    area = place.area.pk if place.area else None
    audit_log.note(request.person, "looked at entries", figure=asked.figure, area=area, n=len(page.rows))
    people = Person.objects.in_bulk(
        {row.entry.person_id for row in page.rows if row.entry and row.entry.person_id}
    )
    context = {
        "place": place,
        "asked": asked,
        "title": words.FIGURES[asked.figure],
        "says": words.SAYS[asked.figure],
        "total": entries.total(asked),
        "rows": [(row, words.what(row), words.source(row, people)) for row in page.rows],
        "onward": page.onward,
    }
    return render(request, "boiler_room/board_entries.html", context)


def _figure(request: HttpRequest) -> str:
    figure = request.GET.get("figure", "")
    if figure not in entries.FIGURES:
        raise Http404
    return figure


def _hour(request: HttpRequest) -> datetime | None:
    text = request.GET.get("hour", "")
    if not text:
        return None
    try:
        hour = datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if hour.tzinfo is None or (hour.minute, hour.second, hour.microsecond) != (0, 0, 0):
        raise Http404
    return hour
