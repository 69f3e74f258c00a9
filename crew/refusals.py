"""The pages for requests that came to nothing (400, 403, 404, 429, 500): plain words and a next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from crew.audience import WrongRole, say_whom_to_ask
from crew.models import Role

BROKEN = (
    "<!doctype html><title>Something broke here</title><h1>Something broke here, not with you</h1>"
    "<p>What was saved before is safe. What you sent just now was not taken. Try once more in a minute.</p>"
)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "lib/400.html", status=400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """Wrong role, or outside one's areas: says which role opens the page, and who can give it."""
    person = getattr(request, "person", None)
    context = {"ask": _whom_to_ask() if person else [], "why": _("That lies outside the areas you work in.")}
    if isinstance(exception, WrongRole):
        context["why"] = say_whom_to_ask(exception.roles)
    return render(request, "lib/403.html", context, status=403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "lib/404.html", status=404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF: nearly always a page left open over a sign-out, hardly ever an attack."""
    return render(request, "lib/form_too_old.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "lib/429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request's context: whatever broke may be the database or the session."""
    try:
        page = render_to_string("lib/500.html")
    except Exception:  # even the style sheets' names are missing; words alone still help
        page = BROKEN
    return HttpResponse(page, status=500)


def _whom_to_ask() -> list[str]:
    names = Role.objects.filter(name=Role.Name.OFFICE, area=None).order_by("id")
    return list(names.values_list("person__name", flat=True)[:3])
