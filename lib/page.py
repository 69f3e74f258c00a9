"""What every page is given: navigation, the campaign's name, who is asking, where live updates come from."""

import re

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

MAIN = (  # (label, address, the part of the house it leads to)
    (_("Picture"), "/", "boiler_room"),
    (_("Lists"), "/lists/", "lists"),
    (_("Roll"), "/roll/", "roll"),
    (_("Polls"), "/places/", "places"),
    (_("People"), "/staff/teams/", "crew"),
    (_("Desk"), "/desk/", "desk"),
    (_("Paper"), "/packets/", "packets"),
)
HERE = {"staff": "crew", "scripts": "lists"} | dict.fromkeys(
    ("", "picture", "board", "map", "status"), "boiler_room"
)
HERE |= {"announcements": "desk", "help-desk": "desk"}


def context(request: HttpRequest) -> dict:
    """Template context processor; safe on a request that no middleware has seen."""
    return {
        "campaign": settings.CAMPAIGN,
        "live_url": live_url(request),
        "navigation": navigation(request) if getattr(request, "person", None) else [],
        "person": getattr(request, "person", None),
        "start": first(request.whole_scope) if getattr(request, "person", None) else "/",
    }


def first(scope) -> str:
    """Where someone of that scope (`crew.scope.Scope`) starts: the first main page that opens for them."""
    return next((url for _label, url, _part in MAIN if _opens(url, scope)), "/staff/me/")


def navigation(request: HttpRequest) -> list[dict]:
    """The main pages that open for this person: `[{"label", "url", "here": bool}]`."""
    here = _here(request.path)
    return [
        {"label": label, "url": url, "here": part == here}
        for label, url, part in MAIN
        if _opens(url, request.whole_scope)
    ]


def live_url(request: HttpRequest) -> str:
    """Where `/live` is: as configured, on the port of this machine's own process for it, or at a proxy's."""
    if settings.LIVE_URL:
        return settings.LIVE_URL
    try:
        host = request.get_host()
    except DisallowedHost:  # the page that says so has nothing live on it
        return ""
    if not settings.LIVE_PORT:
        return f"{request.scheme}://{host}/live"
    host = re.sub(r":\d+$", "", host)
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}/live"


def _here(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return HERE.get(first, first)


def _opens(url: str, scope) -> bool:
    try:
        audience = getattr(resolve(url).func, "audience", None)
    except Http404:
        return False
    return audience is not None and audience.admits(scope)
