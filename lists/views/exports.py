"""Exports: by POST, noted in the audit log, streamed."""

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from crew import audience, audit_log
from crew.switches.needs import needs
from lib import clock
from lists import exports, places
from lists.features import EXPORTS
from lists.views import sheets, universes

EXPORTERS = audience.staff("data_director", "field_director")


@EXPORTERS
@require_POST
@needs(EXPORTS)
def universe_voters(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = universes.seen(request.scope).filter(pk=pk).first()
    if found is None:
        raise Http404
    audit_log.note(request.person, "exported universe", universe=found.pk, name=found.name)
    inside = places.precincts(found.area, request.scope)
    return _file(found.name, exports.voters(found.question, inside))


@EXPORTERS
@require_POST
@needs(EXPORTS)
def sheet_results(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = sheets.seen(request.scope, pk)
    audit_log.note(request.person, "exported results", sheet=found.pk, name=found.name)
    return _file(found.name, exports.results(found, places.precincts(None, request.scope)))


def _file(name: str, lines) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    day = clock.now().strftime("%Y-%m-%d")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "export"}-{day}.csv"'
    response["Cache-Control"] = "no-store"
    return response
