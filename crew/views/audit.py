"""The audit log: who of the staff looked at, exported or changed what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crew import audience
from crew.models import AuditNote, Person


@audience.office
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """GET /staff/audit/?person=<id>&what=<words>&page=<n>: newest first."""
    notes = AuditNote.objects.select_related("person").order_by("-at", "-id")
    person, what = request.GET.get("person", ""), request.GET.get("what", "")[:40]
    if person.isdigit():
        notes = notes.filter(person=int(person))
    if what:
        notes = notes.filter(what=what)
    context = {
        "page": Paginator(notes, 100).get_page(request.GET.get("page")),
        "people": Person.objects.filter(login__isnull=False).order_by("name"),
        "whats": AuditNote.objects.order_by("what").values_list("what", flat=True).distinct(),
        "person_id": person,
        "what": what,
    }
    return render(request, "crew/audit.html", context)
