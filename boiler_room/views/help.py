"""The help desk's pages: find somebody, what is the matter with their phone, what they see. Each look is in the audit log."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boiler_room.audiences import ANNOUNCERS, PICTURE
from boiler_room.desk import lists, senders, showing
from boiler_room.help import (
    FOUND,
    LOOKED,
    MOST_SCREENS,
    MOST_SEARCHES,
    SAW,
    diagnosing,
    finding,
    frequent,
    knowing,
    runbook,
    seeing,
)
from boiler_room.views.desk import tabs
from crew import audience, audit_log
from crew.models import Device, Person
from crew.views.teams import FIELD
from front_desk.models import Settlement
from lists.models import Lease


@audience.staff(*PICTURE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def help_desk(request: HttpRequest) -> HttpResponse:
    """GET /help-desk/: what goes wrong this hour; POST {q}: finds people by name, phone number or link code."""
    mine, q = senders.of(request.scope), request.POST.get("q", "").strip()[:80]
    context = {"q": q, "tabs": tabs(request, "help_desk", mine), "shown": finding.SHOWN}
    status = 200
    if q and finding.spent(request.person, FOUND, MOST_SEARCHES):
        context["spent"], status = True, 429
    elif q:
        found = finding.find(q, mine)
        audit_log.note(request.person, FOUND, people=len(found))
        context |= {"found": _heard(found[: finding.SHOWN]), "more": len(found) > finding.SHOWN}
    context |= {
        "frequent": frequent.frequent(request.scope),
        "unanswered": len(lists.messages(mine, "tell_us")[: lists.MOST_COUNTED]),
        "may_speak": bool(request.whole_scope.through(ANNOUNCERS).grants),
    }
    return render(request, "boiler_room/help_desk.html", context, status=status)


@audience.staff(*PICTURE)
@require_safe
@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /help-desk/people/<id>/: their phones, work, entries, messages, and what is probably the matter."""
    mine = senders.of(request.scope)
    known = knowing.of(_person(pk, mine))
    audit_log.note(request.person, LOOKED, person=pk)
    answers = Settlement.objects.in_bulk([entry.pk for entry in known.messages])
    context = {
        "known": known,
        "found": known.person,
        "troubles": diagnosing.troubles(known),
        "captains_number": diagnosing.whom_to_call(known),
        "rows": showing.rows(known.messages, answers),
        "tabs": tabs(request, "help_desk", mine),
        "may_reissue": FIELD_AUDIENCE.admits(request.whole_scope),
    }
    return render(request, "boiler_room/help_person.html", context)


@audience.staff(*PICTURE)
@require_POST
@never_cache
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /help-desk/people/<id>/screen/: what their screen shows now. A POST, so that no other page asks for it."""
    mine = senders.of(request.scope)
    known = knowing.of(_person(pk, mine))
    context = {"known": known, "found": known.person, "tabs": tabs(request, "help_desk", mine)}
    if finding.spent(request.person, SAW, MOST_SCREENS):
        return render(request, "boiler_room/help_screen.html", context | {"spent": MOST_SCREENS}, status=429)
    voters = 0
    if known.work == "polls":
        context["posts"] = seeing.posts(known.person)
    elif phone := known.last or next(iter(known.open_phones), None):
        seen = seeing.calls(phone.device, (get_language() or "en")[:2])
        context |= {"seen": seen, "phone": phone}
        voters = sum(len(call.voters) for call in seen.calls)
    audit_log.note(request.person, SAW, person=pk, voters=voters)
    return render(request, "boiler_room/help_screen.html", context)


@audience.staff(*PICTURE)
@require_safe
def runbook_page(request: HttpRequest) -> HttpResponse:
    """GET /help-desk/runbook/: docs/runbooks/volunteers.md, for whoever has no other way to it."""
    context = {"sections": runbook.sections(), "tabs": tabs(request, "help_desk", senders.of(request.scope))}
    return render(request, "boiler_room/runbook.html", context)


FIELD_AUDIENCE = FIELD(lambda request: None).audience  # who may make somebody a new link


def _person(pk: int, mine: senders.Senders) -> Person:
    found = finding.one(pk, mine)
    if found is None:
        raise Http404(_("Nobody of your areas."))
    return found


def _heard(people: list[Person]) -> list[dict]:
    """Each with when one of their open phones was heard last."""
    devices = Device.objects.filter(person__in=people, shut_at=None).values_list("pk", "person_id")
    of = dict(devices)
    last: dict[int, datetime] = {}
    for device, at in Lease.objects.filter(device_id__in=list(of)).values_list("device_id", "heard_at"):
        if at:
            last[of[device]] = max(at, last.get(of[device], at))
    return [{"person": one, "heard": last.get(one.pk)} for one in people]
