"""Staff pages that belong to a feature: `@needs("office.exports")` below the audience answers instead while it is off."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from crew.switches import features, standing, uses

AGAIN = 30  # seconds after which the page that says so looks again
Areas = Callable[[HttpRequest], tuple[int, ...]]


def of_staff(request: HttpRequest) -> tuple[int, ...]:
    return standing.areas_of(request.scope)


def needs(name: str, areas: Areas = of_staff, counts: bool = True) -> Callable:
    """503 with plain words and `Retry-After` while the feature is off in all of `areas(request)`.

    Else the view, and one use more, unless it is a part that an open page fetches by itself (`counts` false).
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def asked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            where = areas(request)
            if not standing.is_on_in(name, where):
                return switched_off(request, name)
            if counts:
                uses.count(name, where[0] if where else None)
            return view(request, *args, **kwargs)

        return asked

    return decorate


def switched_off(request: HttpRequest, name: str) -> HttpResponse:
    context = {"feature": features.named(name), "again": AGAIN if request.method == "GET" else None}
    response = render(request, "crew/switched_off.html", context, status=503)
    response["Retry-After"] = str(AGAIN)
    response["Cache-Control"] = "no-store"
    return response
