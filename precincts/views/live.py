"""The polls this minute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lib import clock
from precincts import living
from precincts.views.audiences import SEE


@SEE
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """GET /places/live/: longest lines, places not reported open, silent precincts, each with its age.

    An open page fetches the lists alone, as a fragment, whenever `/live` says that they are others.
    """
    context = {
        "lines": living.lines(request.scope),
        "not_open": living.not_open(request.scope),
        "silent": living.silent(request.scope),
        "most": living.MOST,
        "at": clock.now(),
    }
    part = "#now" if request.headers.get("HX-Request") else ""
    return render(request, f"precincts/live.html{part}", context)
