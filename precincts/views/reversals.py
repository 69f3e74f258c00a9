"""Reversing a phone, a link or a source: choose, see how many, confirm; later perhaps lift it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crew import audit_log, join_links
from crew import reads as crew_reads
from crew.models import Device, JoinLink
from lib import clock
from precincts import reversing
from precincts.forms import ReversalForm
from precincts.models import Reversal
from precincts.views.audiences import REVERSE

SHOWN = 30


@REVERSE
@require_http_methods(["GET", "HEAD", "POST"])
def reversals(request: HttpRequest) -> HttpResponse:
    """GET and POST /places/reversals/: what was reversed, and POST `q` to find a phone by its person or a link."""
    q = request.POST.get("q", "").strip()[:80]
    context = {
        "q": q,
        "devices": _devices(request, q) if q else [],
        "link": _link(request, q) if q else None,
        "sources": reversing.sources() if request.scope.everywhere else [],
        "reversals": _named(request),
    }
    return render(request, "precincts/reversals.html", context)


@REVERSE
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET /places/reversals/new/?device=|link=|source=: the span; POST counts, POST with `sure` reverses."""
    hour_ago = timezone.localtime(clock.now() - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    asked = {key: request.GET.get(key, "") for key in ("device", "link", "source")}
    form = ReversalForm(request.POST or None, initial={"from_at": hour_ago, **asked})
    context = {"form": form, "of": _of(request, request.POST or request.GET)}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = reversing.What(said["from_at"], said["to_at"], said["device"], said["link"], said["source"])
        if request.POST.get("sure"):
            made = reversing.reverse(what, said["why"], request.person)
            audit_log.note(request.person, "reversed strikes", reversal=str(made.pk), strikes=made.strikes_n)
            messages.success(
                request, _("✓ Reversed. Strikes that count no more: %(n)s.") % {"n": made.strikes_n}
            )
            return redirect("reversals")
        context["strikes_n"], context["voters_n"] = reversing.count(what)
    return render(request, "precincts/reversal.html", context, status=400 if form.errors else 200)


@REVERSE
@require_POST
def lift(request: HttpRequest, pk) -> HttpResponse:
    """POST /places/reversals/<uuid>/lifting/"""
    found = get_object_or_404(Reversal, pk=pk)
    _of(request, {"device": found.device_id, "link": found.link_id, "source": found.source})
    reversing.lift(found, request.person)
    audit_log.note(request.person, "lifted a reversal", reversal=str(pk))
    messages.success(
        request, _("✓ Lifted. The strikes count again, but for those that their sender took back.")
    )
    return redirect("reversals")


def _devices(request: HttpRequest, q: str) -> list[Device]:
    digits = "".join(c for c in q if c.isdigit())
    people = crew_reads.people(request.scope)
    people = people.filter(phone__contains=digits) if len(digits) >= 4 else people.filter(
        *(Q(name__icontains=word) for word in q.split())
    )  # fmt: skip
    found = Device.objects.filter(person__in=people.order_by().values("pk")).select_related("person__team")
    return list(found.order_by("person__name", "-made_at")[:SHOWN])


def _link(request: HttpRequest, q: str) -> JoinLink | None:
    link = (
        JoinLink.objects.select_related("team")
        .filter(code=join_links.read_code(q.rsplit("/", 1)[-1]))
        .first()
    )
    return link if link and request.scope.sees(link.team.area_id) else None


def _of(request: HttpRequest, said) -> str:
    """What is to be reversed, in words; 403 for what lies outside the scope, 404 for what is not there."""
    device, link, source = (str(said.get(key) or "") for key in ("device", "link", "source"))
    if device.isdigit():
        phone = get_object_or_404(Device.objects.select_related("person"), pk=int(device))
        crew_reads.person(request.scope, phone.person_id)
        made = timezone.localtime(phone.made_at).strftime("%H:%M")
        return _("the phone of %(name)s, joined at %(time)s") % {"name": phone.person.name, "time": made}
    if link.isdigit():
        found = get_object_or_404(JoinLink.objects.select_related("team"), pk=int(link))
        crew_reads.team(request.scope, found.team_id)
        return _("everyone who joined %(team)s by the link %(code)s…") % {
            "team": found.team.name,
            "code": found.code[:4],
        }
    if not request.scope.everywhere:
        raise PermissionDenied  # a source reaches everywhere
    return _("the source “%(source)s”") % {"source": source}


def _named(request: HttpRequest) -> list[Reversal]:
    """The newest reversals that the asker may lift, each with `of` in words."""
    rows = []
    for reversal in Reversal.objects.select_related("person").order_by("-at")[:100]:
        said = {"device": reversal.device_id, "link": reversal.link_id, "source": reversal.source}
        try:
            reversal.of = _of(request, said)
        except PermissionDenied:
            continue
        rows.append(reversal)
    return rows
