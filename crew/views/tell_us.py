"""Tell us: one line from staff to the help desk, with the page it is about."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crew import audience, features
from crew.switches import standing, uses
from crew.telling import LONGEST, About
from lib import door


@audience.staff()
def tell_us(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/tell-us/"""
    page = urlsplit(request.POST.get("page") or request.headers.get("Referer", "")).path[:200] or "/"
    text = request.POST.get("text", "").strip()[:LONGEST]
    if request.method == "POST" and text:
        about = request.POST.get("about", "")
        said = {"text": text, "screen": _on_screen(request, page)}
        door.enter("tell_us", said | ({"about": about} if about in About.values else {}), by=request.person)
        uses.count(features.TELL_US, next(iter(standing.areas_of(request.scope)), None))
        messages.success(request, _("✓ The help desk has it. Thank you."))
        return redirect(page if page.startswith("/") and not page.startswith("//") else "/")
    off = not standing.is_on_for(features.TELL_US, request.scope)
    return render(request, "crew/tell_us.html", {"page": page, "about": About.choices, "off": off})


def _on_screen(request: HttpRequest, page: str) -> dict:
    """As a volunteer's phone says it (docs/outbox.md), of the page that the person came from."""
    agent = request.headers.get("User-Agent", "")[:200].replace("\x00", "")
    return {
        "room": "staff",
        "page": page,
        "lang": (get_language() or "en")[:2],
        "agent": agent,
        "online": True,
    }
