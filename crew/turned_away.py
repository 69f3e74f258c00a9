"""What someone hears who may not do that (yet): a page, or JSON for a program, never a bare code.

How often volunteers are turned away at the door is counted, by reason and team, never by person: the help desk sees
what goes wrong for many.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

SPAN = timedelta(minutes=10)
COUNT = """
insert into crew_turnedaway as t (since, why, team_id, n) values (date_bin(%s, real_now(), 'epoch'), %s, %s, 1)
on conflict (since, why, team_id) do update set n = t.n + 1
"""
NO_TEAM = 0  # the link is not known


def count(why: str, team: int | None) -> None:
    """One more who could not join for the reason `why` (a code of `crew.joining`), by a link of that team."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [SPAN, why[:24], team or NO_TEAM])


def link_shut() -> dict:
    """The wire's answer to an unknown or shut token (status 401)."""
    return {
        "code": "link_shut",
        "text": _("This link no longer works. Your work is safe. Ask your captain for a new link."),
        "retry": False,
        "after": None,
    }


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; a program gets a 401 it can read."""
    if _wants_json(request):
        text = _("Sign in first.")
        return JsonResponse({"code": "sign_in", "text": text, "retry": False, "after": None}, status=401)
    return _go(request, settings.LOGIN_URL)


def second_key_first(request: HttpRequest) -> HttpResponse:
    """To the page where a second key is set up (see `crew.second_key`)."""
    return _go(request, reverse("second_key"))


def _wants_json(request: HttpRequest) -> bool:
    accept = request.headers.get("Accept", "")
    return "application/json" in accept or "text/event-stream" in accept


def _go(request: HttpRequest, url: str) -> HttpResponse:
    if request.headers.get("HX-Request"):  # a redirect would put the sign-in page into a fragment
        return HttpResponse(headers={"HX-Redirect": url})
    back = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{url}?{urlencode({'next': back})}")
