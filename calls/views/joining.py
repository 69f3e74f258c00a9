"""The way in: a link or QR code, a name and a number, and one is calling."""

import json

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from calls import shell
from crew import audience
from front_desk import office


@audience.anyone
@csrf_exempt  # no cookie signs anyone in here: the code in the address is what counts
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def join(request, code: str):
    """GET shows the form; POST joins, {"client", "name", "phone", "lang"} -> docs/outbox.md."""
    if request.method == "POST":
        return _join(request, code)
    main, *others = shell.join_modules()
    return render(request, "calls/join.html", {"code": code, "main": main, "modules": others})


def _join(request, code: str) -> JsonResponse:
    from crew import joining  # its tables are read only when somebody joins

    try:
        wish = json.loads(request.body)
        client, name, phone = (str(wish[key]) for key in ("client", "name", "phone"))
        lang = str(wish.get("lang") or "en")
    except (ValueError, KeyError, TypeError):
        return _refusal("malformed", _("The office could not read this. Load the page again."), 400)
    try:
        joined = joining.join(code, client, name, phone, lang)
    except joining.JoinRefused as refused:
        return _refusal(refused.code, refused.text, 403)
    return JsonResponse({**joined.as_json(), "build": office.build()})


def _refusal(code: str, text: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "text": text, "retry": False, "after": None}, status=status)


@audience.anyone
@require_safe
def no_code(request):
    """GET /join: somebody typed half of the link."""
    return render(request, "calls/join.html", {"code": ""})
