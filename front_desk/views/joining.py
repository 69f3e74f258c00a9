"""The way in: a link or QR code, a name and a number, and one is at work. Where to depends on the link's team."""

import json

from django.db import OperationalError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe
from psycopg_pool import PoolTimeout

from crew import audience, join_links, joining, turned_away
from crew.models import JoinLink
from front_desk import office
from lists.models import Sheet

BUSY = gettext_lazy("The office is very busy. What you typed stays here: try once more in some seconds.")


@audience.anyone
@csrf_exempt  # no cookie signs anyone in here: the code in the address is what counts
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def join(request, code: str):
    """GET shows the form; POST joins, {"client", "name", "phone", "lang"} -> docs/outbox.md."""
    if request.method == "POST":
        try:
            return _join(request, code)
        except (OperationalError, PoolTimeout):  # the database is away, or very busy
            return _refusal("busy", BUSY, 503)
    read = join_links.read_code(code)
    link = JoinLink.objects.select_related("team__captain", "team__area").filter(code=read).first()
    why, refused = _why_not(link)
    if why and request.method == "GET":
        turned_away.count(why, link and link.team_id)
    context = {"code": read, "team": link and link.team, "work": _work(link), "refused": refused}
    context["paused"] = bool(link and not link.for_person_id and joining.paused(link.team))
    return render(request, "front_desk/join.html", context)


def _work(link: JoinLink | None) -> str:
    return link.team.work if link else "calls"


def _why_not(link: JoinLink | None) -> tuple[str, str]:
    """Said before anybody types, code and words: the link lets no new phone in. (Whether it is full depends on who asks.)"""
    if link is None:
        return "link_unknown", _("This link is not known. Check it, or ask your captain for a new one.")
    state = join_links.state(link, used=0)
    if state == "open":
        return "", ""
    text = _("This link has run out or was shut. Ask your captain for a new one: it takes seconds.")
    return f"link_{state}", text


def _join(request, code: str) -> JsonResponse:
    try:
        wish = json.loads(request.body)
        client, name, phone = (str(wish[key]) for key in ("client", "name", "phone"))
        lang = str(wish.get("lang") or "en")
    except (ValueError, KeyError, TypeError):
        return _refusal("malformed", _("The office could not read this. Load the page again."), 400)
    try:
        joined = joining.join(code, client, name, phone, lang)
    except joining.JoinRefused as refused:
        team = JoinLink.objects.filter(code=join_links.read_code(code)).values_list("team", flat=True).first()
        turned_away.count(refused.code, team)
        return _refusal(refused.code, refused.text, 503 if refused.code == "join_paused" else 403)
    sheets = Sheet.objects.filter(teams=joined.team, paused=False, channel="phone").order_by("priority", "id")
    about = {"sheets": list(sheets.values("id", "name")), "era": office.era(), "build": office.build()}
    return JsonResponse({**joined.as_json(), **about})


def _refusal(code: str, text: str, status: int) -> JsonResponse:
    return JsonResponse(
        {"code": code, "text": str(text), "retry": status == 503, "after": None}, status=status
    )


@audience.anyone
@require_safe
def no_code(request):
    """GET /join: somebody typed half of the link. `?code=` is the other half, or the whole link pasted."""
    typed = request.GET.get("code", "").rstrip("/.").rpartition("/")[2]
    if read := join_links.read_code(typed):
        return redirect("join", join_links.shown(read))
    return render(request, "front_desk/join.html", {"code": "", "work": "calls"})
