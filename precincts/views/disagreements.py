"""Where sources disagree: the list, each with what is said beside each other; a person settles it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crew import audience, audit_log
from precincts import disagreeing

SETTLE = audience.staff("captain", "help_desk", "field_director", "boiler_room", "data_director")


@SETTLE
@require_safe
@never_cache
def disagreements(request: HttpRequest) -> HttpResponse:
    """GET /places/disagreements/"""
    cases = disagreeing.cases(request.scope)
    if cases:
        audit_log.note(request.person, "looked at disagreements", voters=len(cases))
    context = {
        "cases": cases,
        "all": disagreeing.count(request.scope) if len(cases) == disagreeing.MOST else len(cases),
        "settled": disagreeing.settled(request.scope),
    }
    return render(request, "precincts/disagreements.html", context)


@SETTLE
@require_POST
def settle(request: HttpRequest, voter: int) -> HttpResponse:
    """POST /places/disagreements/<voter>/: `kind`, `basis` as shown, `choice`."""
    said = [request.POST.get(key, "") for key in ("kind", "basis", "choice")]
    try:
        disagreeing.settle(request.scope, voter, *said, by=request.person)
    except ValueError as error:
        return render(request, "lib/400.html", {"text": str(error)}, status=400)
    audit_log.note(request.person, "settled a disagreement", voter=voter, choice=said[2])
    messages.success(request, _("✓ Settled. The totals follow within a second."))
    return redirect("disagreements")
