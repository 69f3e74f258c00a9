"""The incident desk: what went wrong at the polls, who looks after it, what has been done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boiler_room.audiences import PICTURE
from boiler_room.desk import incidents, senders
from boiler_room.views.desk import tabs
from crew import audience, audit_log
from front_desk import blobs
from lib import door, pictures

LONGEST_NOTE = 1000


@audience.staff(*PICTURE)
@require_safe
@never_cache
def incidents_page(request: HttpRequest) -> HttpResponse:
    """GET /desk/incidents/?done=1&after=<incident>: open ones, the worst and oldest first; or those done."""
    seen, done = incidents.of(request.scope), bool(request.GET.get("done"))
    page = incidents.done_page if done else incidents.open_page
    found, onward = page(seen, _uuid(request.GET.get("after", "")))
    audit_log.note(request.person, "looked at the desk", list="desk_incidents", entries=len(found))
    context = {
        "here": "desk_incidents",
        "tabs": tabs(request, "desk_incidents", senders.of(request.scope)),
        "troubles": incidents.shown(found),
        "onward": onward,
        "done": done,
        "me": request.person,
        "longest": LONGEST_NOTE,
    }
    return render(request, "boiler_room/incidents.html", context)


@audience.staff(*PICTURE)
@require_POST
def act(request: HttpRequest, incident: UUID) -> HttpResponse:
    """POST /desk/incidents/<id>/act/ {do: take, give_back, note, done or reopen, note?}."""
    found = get_object_or_404(incidents.of(request.scope), pk=incident)
    note = request.POST.get("note", "").replace("\x00", "").strip()[:LONGEST_NOTE]
    do = request.POST.get("do")
    if do not in _DO:
        return HttpResponseBadRequest("do")
    if do == "note" and not note:
        messages.error(request, _("Write the note first."))
        return redirect(_page(request))
    change, said = _DO[do](request.person)
    if note:
        change["note"] = note
    if change.get("state") == found.state == "done":
        messages.error(request, _("It is done already."))
        return redirect(_page(request))
    try:
        door.enter("incident_act", {"incident": str(found.pk), **change}, by=request.person)
        messages.success(request, said)
    except door.Refused as refusal:
        taken = refusal.reason == "taken"
        messages.error(request, _("Somebody else has taken it on.") if taken else str(refusal))
    return redirect(_page(request))


@audience.staff(*PICTURE)
@require_safe
@never_cache
def photo(request: HttpRequest, incident: UUID) -> HttpResponse:
    """GET /desk/incidents/<id>/photo/: the photo itself; 404 when there is none, or it has not come yet."""
    found = get_object_or_404(incidents.of(request.scope).exclude(photo=""), pk=incident)
    try:
        data = blobs.path_of(found.photo).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    audit_log.note(request.person, "looked at a photo", incident=str(found.pk))
    response = HttpResponse(data, content_type=pictures.kind_of_plain(data))
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


_DO = {  # what a tap changes, and the words for it
    "take": lambda me: ({"owner": me.pk, "state": "working", "unless_taken": True}, _("✓ It is yours.")),
    "give_back": lambda me: ({"owner": None, "state": "new"}, _("✓ Given back: it has no owner now.")),
    "note": lambda me: ({}, _("✓ Noted.")),
    "done": lambda me: ({"state": "done"}, _("✓ Done.")),
    "reopen": lambda me: ({"state": "new", "owner": None}, _("✓ Open again, without an owner.")),
}


def _page(request: HttpRequest) -> str:
    return reverse("desk_incidents") + ("?done=1" if request.POST.get("from") == "done" else "")


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
