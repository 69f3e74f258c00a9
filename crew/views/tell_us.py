"""Tell us: one line from staff to the help desk, with the page it is about."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from crew import audience, features
from crew.switches import standing, uses
from lib import door

LONGEST = 2000  # characters, as on the wire


@audience.staff()
def tell_us(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/tell-us/"""
    page = urlsplit(request.POST.get("page") or request.headers.get("Referer", "")).path[:200] or "/"
    text = request.POST.get("text", "").strip()[:LONGEST]
    if request.method == "POST" and text:
        door.enter("tell_us", {"text": text, "screen": {"page": page}}, by=request.person)
        uses.count(features.TELL_US, next(iter(standing.areas_of(request.scope)), None))
        messages.success(request, _("✓ The help desk has it. Thank you."))
        return redirect(page if page.startswith("/") and not page.startswith("//") else "/")
    context = {"page": page, "off": not standing.is_on_for(features.TELL_US, request.scope)}
    return render(request, "crew/tell_us.html", context)
