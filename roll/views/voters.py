"""Search, by POST so that no name or number gets into an address or a log, and the voter's card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crew import audience, audit_log
from roll import reads, searching

LOOKERS = audience.staff("data_director", "help_desk")


@LOOKERS
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """GET the empty page; POST `q` finds voters within the areas of who asks."""
    text = request.POST.get("q", "")
    context = {"q": text}
    if request.method == "POST":
        scope = request.scope
        found = searching.search(text, None if scope.everywhere else list(scope.area_ids))
        audit_log.note(request.person, "searched the roll", by=found.how, found=len(found.voters))
        context |= {"found": found, "most": searching.MOST}
    part = "#found" if request.htmx else ""
    return render(request, f"roll/search.html{part}", context)


@LOOKERS
@never_cache
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /roll/voters/<id>/: what the roll has of one voter."""
    voter = reads.voter(pk)
    if voter is None or not request.scope.sees(voter.precinct_id):
        raise Http404
    audit_log.note(request.person, "looked at a voter", voter=pk)
    return render(request, "roll/card.html", reads.card(voter))
