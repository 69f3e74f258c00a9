"""A volunteer's own link to a shift: when, where, whom to call; yes, no, I am here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crew import audience, shift_links, shifts, zone


@audience.anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coming(request: HttpRequest, code: str) -> HttpResponse:
    """GET and POST /shift/<code>: `answer` yes, no or here. The code itself is what opens it."""
    booking = shift_links.booking(code)
    if booking is None:
        return render(request, "crew/no_such_shift.html", status=404)
    shift = booking.shift
    if request.method == "POST":
        answer = request.POST.get("answer")
        if answer in ("yes", "no") and shift.cancelled_at is None:
            shifts.answer(booking, answer == "yes", by=booking.person)
        elif answer == "here" and shifts.may_be_here(shift):
            shifts.check_in(booking, "link", by=booking.person)
        return redirect("coming", shift_links.code(booking))
    context = {
        "booking": booking,
        "shift": shift,
        "team": shift.team,
        "zone": zone.of(shift.team.area),
        "may_be_here": shifts.may_be_here(shift),
    }
    return render(request, "crew/coming.html", context)
