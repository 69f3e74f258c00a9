"""People: find one by name or phone (by POST: neither belongs in an address), look, change, let back in."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crew import audit_log, join_links, lost_phones, reads, roles
from crew.forms import PersonForm
from crew.models import Person
from crew.views.teams import FIELD
from lib import door

SHOWN = 100


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/people/: newest first; POST `q`, a piece of a name or the end of a phone number."""
    found = reads.people(request.scope)
    q = request.POST.get("q", "").strip()[:80]
    digits = "".join(c for c in q if c.isdigit())
    if len(digits) >= 4:
        found = found.filter(phone__contains=digits)
    elif q:
        condition = Q()
        for word in q.split():
            condition &= Q(name__icontains=word)
        found = found.filter(condition | Q(email__icontains=q))
    rows = list(found[: SHOWN + 1])
    context = {"people": rows[:SHOWN], "more": len(rows) > SHOWN, "q": q, "shown": SHOWN}
    part = "crew/people.html#found" if request.htmx else "crew/people.html"
    return render(request, part, context)


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST /staff/people/<id>/"""
    found = reads.person(request.scope, pk)
    initial = {"name": found.name, "phone": found.phone, "lang": found.lang, "team": found.team_id}
    form = PersonForm(request.POST or None, initial=initial, teams=reads.teams(request.scope))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        payload = {"id": pk, "name": said["name"], "phone": said["phone"], "lang": said["lang"]}
        door.enter("person", payload | {"team": said["team"] and said["team"].pk}, by=request.person)
        messages.success(request, _("✓ Saved."))
        return redirect("person", pk)
    phones = found.devices.select_related("link__team").order_by("-made_at", "-id")
    context = {
        "found": found,
        "form": form,
        "phones": phones,
        "open_phones": [phone for phone in phones if phone.shut_at is None],
        "roles": found.roles.select_related("area").order_by("id"),
        "may_let_in": hasattr(found, "login") and roles.may_let_in(request.whole_scope, found),
    }
    return render(request, "crew/person.html", context, status=400 if form.errors else 200)


@FIELD
@require_POST
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/people/<id>/link/: for this person alone; it takes the place of their other phones."""
    found = reads.person(request.scope, pk)
    if found.team is None:
        messages.error(request, _("Put them in a team first."))
        return redirect("person", pk)
    link = lost_phones.reissue(found, request.person)
    audit_log.note(request.person, "reissued a link", person=found.pk)
    return redirect("join_link", link.pk)


@FIELD
@require_POST
def stolen(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/people/<id>/stolen/: shut `device` (or all), and with `links` the links they came by."""
    found = reads.person(request.scope, pk)
    device = request.POST.get("device", "")
    chosen = [int(device)] if device.isdigit() else None
    if request.POST.get("links"):
        _shut_links(found, chosen, request.person)
    n = lost_phones.shut(found, "stolen", request.person, chosen)
    audit_log.note(request.person, "shut stolen phones", person=found.pk, phones=n)
    messages.success(request, _("✓ Shut. What it had not sent yet is set aside when it comes."))
    return redirect("person", pk)


def _shut_links(person: Person, devices: list[int] | None, by: Person) -> None:
    phones = person.devices.select_related("link").exclude(link=None)
    for phone in phones.filter(pk__in=devices) if devices else phones:
        join_links.shut(phone.link, by)
