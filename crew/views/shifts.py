"""Shifts of my teams: who is booked, who said yes, who is here, and whom to call now."""

from datetime import time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crew import join_links, reads, shift_links, shift_reads, zone
from crew import shifts as planning
from crew.forms import ShiftForm
from crew.models import Booking
from crew.views.teams import FIELD
from lib import clock, qr


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def shifts(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/shifts/?team=<id>: shifts on now and to come, and the form for one more."""
    teams = reads.teams(request.scope)
    team = request.GET.get("team", "")
    team = int(team) if team.isdigit() else None
    tomorrow = (clock.now() + timedelta(days=1)).date()
    initial = {"day": tomorrow, "begin": time(17), "end": time(20), "team": team}
    form = ShiftForm(request.POST or None, initial=initial, teams=teams)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        begin, over = zone.span(said["day"], said["begin"], said["end"], zone.of(said["team"].area))
        made = planning.make(said["team"], begin, over, said["wanted"], said["note"], request.person)
        return redirect("shift", made.pk)
    found = shift_reads.shifts(request.scope, team)
    context = {
        "shifts": found,
        "missing": [shift for shift in found if shift.missing_n],
        "missing_n": sum(shift.missing_n for shift in found),
        "teams": teams,
        "team": team,
        "flake": shift_reads.flake(teams.filter(pk=team) if team else teams),
        "form": form,
    }
    return render(request, "crew/shifts.html", context, status=400 if form.errors else 200)


@FIELD
@require_safe
@never_cache
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/shifts/<id>/: everyone on it, missing first, with numbers to call and links to send."""
    found = shift_reads.shift(request.scope, pk)
    booked = shift_reads.bookings(found)
    for booking in booked:
        booking.link = shift_links.address(request, booking)
    on_it = [booking.person_id for booking in booked]
    context = {
        "shift": found,
        "bookings": booked,
        "others": found.team.members.exclude(pk__in=on_it).order_by("name", "pk")[:500],
        "reachable": join_links.reachable(request.build_absolute_uri("/")),
    }
    return render(request, "crew/shift.html", context)


@FIELD
@require_POST
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/shifts/<id>/bookings/: `person` (ids of the team), or `all`."""
    found = shift_reads.shift(request.scope, pk)
    people = found.team.members.all()
    if not request.POST.get("all"):
        people = people.filter(pk__in=[int(i) for i in request.POST.getlist("person") if i.isdigit()])
    n = planning.book(found, list(people.order_by("pk")[:2000]), request.person)
    messages.success(request, _("✓ %(n)s booked. Send each their link, and they answer it.") % {"n": n})
    return redirect("shift", pk)


@FIELD
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/shifts/<id>/cancellation/"""
    planning.cancel(shift_reads.shift(request.scope, pk), request.person)
    messages.success(request, _("✓ Cancelled. Call those who were booked: their links say so, too."))
    return redirect("shift", pk)


@FIELD
@require_POST
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/bookings/<id>/presence/: the captain sees them standing there."""
    booking = get_object_or_404(Booking.objects.select_related("shift__team"), pk=pk)
    if not request.scope.sees(booking.shift.team.area_id):
        raise PermissionDenied
    planning.check_in(booking, "staff", request.person, source="staff")
    return redirect("shift", booking.shift_id)


@FIELD
@require_safe
@never_cache
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/shifts/<id>/poster/: to hang at the door."""
    found = shift_reads.shift(request.scope, pk)
    url = shift_links.address(request, found)
    return render(
        request,
        "crew/shift_poster.html",
        {"shift": found, "url": url, "reachable": join_links.reachable(url)},
    )


@FIELD
@require_safe
@never_cache
def poster_code(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/shifts/<id>/here.svg"""
    found = shift_reads.shift(request.scope, pk)
    label = _("Code that checks in at this shift")
    return HttpResponse(qr.svg(shift_links.address(request, found), label), content_type="image/svg+xml")
