"""The desk's lists of entries, and the taps that settle them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boiler_room.audiences import ANNOUNCERS, PICTURE
from boiler_room.desk import TOGETHER, incidents, lists, senders, showing
from crew import audience, audit_log
from crew.models import Device
from front_desk.models import Entry, Settlement
from front_desk.settling import settle, settle_many
from lib import door

LISTS = ("desk", "desk_refused", "desk_settled", "desk_tell_us", "desk_rides")  # where a tap may return to


@audience.staff(*PICTURE)
@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """GET /desk/?device=<id>&after=<place>: what waits for a person, the oldest first."""
    mine = senders.of(request.scope)
    device = number(request, "device")
    found = lists.waiting(mine)
    if device:
        found = found.filter(device_id=device)
    context = {"phones": lists.phones(mine), "device": device}
    return _list(request, "desk", lists.oldest_first(found, number(request, "after")), mine, **context)


@audience.staff(*PICTURE)
@require_safe
@never_cache
def refused(request: HttpRequest) -> HttpResponse:
    """GET /desk/refused/?after=<place>: what was refused and nobody has looked at, the newest first."""
    mine = senders.of(request.scope)
    page = lists.newest_first(lists.refused(mine), number(request, "after"))
    return _list(request, "desk_refused", page, mine)


@audience.staff(*PICTURE)
@require_safe
@never_cache
def settled(request: HttpRequest) -> HttpResponse:
    """GET /desk/settled/?after=<microseconds>: what was decided, and by whom, the newest first."""
    mine = senders.of(request.scope)
    page = lists.settled(mine, before=number(request, "after"))
    return _list(request, "desk_settled", page, mine)


@audience.staff(*PICTURE)
@require_POST
def settlement(request: HttpRequest, entry: UUID) -> HttpResponse:
    """POST /desk/entries/<id>/settlement/ {choice: accept, reject or done, answer?}: decides, once."""
    choice = request.POST.get("choice")
    if choice not in Settlement.Choice.values:
        return HttpResponseBadRequest("choice")
    found = get_object_or_404(senders.only(Entry.objects.all(), senders.of(request.scope)), pk=entry)
    try:
        settle(found.pk, choice, request.person, request.POST.get("answer", "").replace("\x00", "").strip())
        messages.success(request, _SAID[choice]())
    except door.Refused as refusal:
        messages.error(request, str(refusal))
    return back(request)


@audience.staff(*PICTURE)
@require_POST
def phone(request: HttpRequest, device: int) -> HttpResponse:
    """POST /desk/phones/<device>/settlement/ {choice: accept or reject, reason, upto: place}: all of it that waits so.

    Only what lay there when the person looked (`upto`), and at most MOST_AT_ONCE at a time, as one decision.
    """
    choice, reason, upto = (request.POST.get(name, "") for name in ("choice", "reason", "upto"))
    if choice not in ("accept", "reject") or reason not in TOGETHER or not upto.isdecimal():
        return HttpResponseBadRequest("choice, reason, upto")
    ids = lists.together(senders.of(request.scope), device, reason, int(upto))
    if not ids and not Device.objects.filter(pk=device).exists():
        raise Http404
    try:
        well = settle_many(ids, choice, request.person) if ids else 0
    except door.Refused as refusal:
        messages.error(request, str(refusal))
        return back(request)
    text = ngettext("✓ %(n)d entry settled.", "✓ %(n)d entries settled.", well) % {"n": well}
    messages.success(request, text)
    if well < len(ids):
        messages.error(request, _("The others cannot be recorded, or somebody settled them; look at each."))
    return back(request)


_SAID = {
    "accept": lambda: _("✓ Accepted. It counts now."),
    "reject": lambda: _("✓ Left out. It stays in the log and does not count."),
    "done": lambda: _("✓ Done."),
}


def back(request: HttpRequest) -> HttpResponse:
    """To the list that the tap was made on, or the person's page at the help desk."""
    to, person = request.POST.get("to", ""), request.POST.get("person", "")
    if to == "help_person" and person.isdecimal():
        return redirect(to, int(person))
    return redirect(reverse(to if to in LISTS else "desk"))


def tabs(request: HttpRequest, here: str, mine: senders.Senders) -> list[dict]:
    counted = {kind: n for kind, (n, _since) in lists.counts(mine).items()}
    counted["incident"] = incidents.open_n(incidents.of(request.scope))
    shown = (
        ("help_desk", _("Help desk"), ""),
        ("desk", _("Waiting"), "settle"),
        ("desk_incidents", _("Incidents"), "incident"),
        ("desk_tell_us", _("Tell us"), "tell_us"),
        ("desk_rides", _("Rides"), "ride_request"),
        ("announcements", _("Announcements"), ""),
        ("desk_refused", _("Refused"), ""),
        ("desk_settled", _("Settled"), ""),
    )
    return [
        {"url": reverse(name), "label": label, "here": name == here, "n": counted.get(kind, 0)}
        for name, label, kind in shown
        if name != "announcements" or request.whole_scope.through(ANNOUNCERS).grants
    ]


def _list(request: HttpRequest, here: str, page: lists.Page, mine: senders.Senders, **more) -> HttpResponse:
    audit_log.note(request.person, "looked at the desk", list=here, entries=len(page.entries))
    context = {
        "here": here,
        "tabs": tabs(request, here, mine),
        "rows": showing.rows(page.entries, page.settled),
        "onward": page.onward,
        **more,
    }
    return render(request, "boiler_room/desk.html", context)


def number(request: HttpRequest, name: str) -> int:
    """A whole number of the address; 0 when there is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0
