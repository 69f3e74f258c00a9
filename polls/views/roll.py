"""What a watcher's phone carries for the day, and what changed since; docs/outbox.md has the shapes."""

import hashlib
import json

from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from crew import audience, audit_log
from front_desk.following import settled_up_to
from lib import clock
from precincts import reads

CHANGING = (
    "as_of",
    "since",
    "struck",
)  # told by /polls/struck: these alone are no reason to fetch it all again


@audience.volunteer
@require_safe
@gzip_page  # nothing that the asker chose stands beside what is secret in it
def roll(request) -> HttpResponse:
    """GET /polls/roll: the person's posts and the voters of their precincts. 304 when it is the list they have."""
    found = reads.roll_of(request.person, settled_up_to())
    etag = _etag(found)
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": "no-store"})
    if found["voters"]:
        count = {"voters": len(found["voters"]), "device": request.device.pk}
        audit_log.note(request.person, "took a list to a phone", **count)
    response = JsonResponse(found | {"server_at": clock.now().isoformat()})
    response["ETag"] = etag
    response["Cache-Control"] = "no-store"
    return response


def _etag(found: dict) -> str:
    lasting = {key: value for key, value in found.items() if key not in CHANGING}
    return f'"{hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:32]}"'


@audience.volunteer
@require_safe
def struck(request) -> HttpResponse:
    """GET /polls/struck?since=<place in the log>: who was crossed off, or no longer is, since then."""
    given = request.GET.get("since", "")
    if not given.isdecimal() or len(given) > 18:
        text = "Ask for the whole list again."
        return JsonResponse({"code": "malformed", "text": text, "retry": False, "after": None}, status=400)
    found = reads.struck_since(request.person, int(given), settled_up_to())
    return JsonResponse(found, headers={"Cache-Control": "no-store"})
