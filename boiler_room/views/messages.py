"""Tell us and rides: what people asked for, to be looked after by somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boiler_room.audiences import PICTURE
from boiler_room.desk import lists, senders, showing
from boiler_room.desk.rides import rides
from boiler_room.models import Owner
from boiler_room.views.desk import number, tabs
from crew import audience, audit_log
from front_desk.models import Entry, Settlement


@audience.staff(*PICTURE)
@require_safe
@never_cache
def tell_us(request: HttpRequest) -> HttpResponse:
    """GET /desk/tell-us/?done=1&after=<place>: messages without an answer, the oldest first; or those answered."""
    rows, context = _looked_after(request, "tell_us", "desk_tell_us")
    return render(request, "boiler_room/tell_us.html", context | {"rows": rows})


@audience.staff(*PICTURE)
@require_safe
@never_cache
def rides_wanted(request: HttpRequest) -> HttpResponse:
    """GET /desk/rides/?done=1&after=<place>: who wants a ride to the polls, the oldest first; or who had one."""
    rows, context = _looked_after(request, "ride_request", "desk_rides")
    return render(request, "boiler_room/rides.html", context | {"rides": rides(rows)})


@audience.staff()
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """GET /desk/mine/: what I told the help desk, and what was answered."""
    said = list(Entry.objects.filter(kind="tell_us", person_id=request.person.pk).order_by("-seq")[:30])
    answers = Settlement.objects.in_bulk([entry.pk for entry in said])
    return render(request, "boiler_room/mine.html", {"rows": showing.rows(said, answers)})


def _looked_after(request: HttpRequest, kind: str, here: str) -> tuple[list[showing.Row], dict]:
    seen, done, after = senders.of(request.scope), bool(request.GET.get("done")), number(request, "after")
    page = (
        lists.settled(seen, (kind,), before=after)
        if done
        else lists.oldest_first(lists.messages(seen, kind), after)
    )
    audit_log.note(request.person, "looked at the desk", list=here, entries=len(page.entries))
    rows = showing.rows(page.entries, page.settled)
    keys = {f"{kind}:{row.entry.pk}": row for row in rows}
    owners = {o.need: o.person for o in Owner.objects.select_related("person").filter(need__in=list(keys))}
    context = {
        "here": here,
        "tabs": tabs(request, here, seen),
        "onward": page.onward,
        "done": done,
        "me": request.person,
        "owners": {row.entry.pk: owners.get(key) for key, row in keys.items()},
    }
    return rows, context
