"""Asks this machine's own web and live processes, as a phone would, whether they take in what is sent."""

import http.client
import json
import ssl
import urllib.error
import urllib.request
from uuid import UUID

from django.conf import settings

from lib import clock

SECONDS = 8.0
NOBODY = (
    "Bearer status-page-asks-and-is-nobody"  # refused after the database was asked: that is the answer wanted
)


def outbox() -> bool | None:
    """Whether the outbox takes entries: it answers a stranger's exchange, for which it asks the database. None: no web here."""
    body = {
        "v": 1, "device": str(UUID(int=0)), "sent_at": clock.now().isoformat(), "entries": [], "want": None, "have": [],
    }  # fmt: skip
    return _refuses(0, "/outbox", json.dumps(body).encode())


def live() -> bool | None:
    """Whether open screens are told of changes at once."""
    return _refuses(1, "/live", None)


def _refuses(which: int, path: str, body: bytes | None) -> bool | None:
    if len(settings.SELF_URLS) <= which:
        return None
    request = urllib.request.Request(settings.SELF_URLS[which] + path, body, {"Authorization": NOBODY})
    request.add_header("Content-Type", "application/json")
    context = ssl._create_unverified_context()  # it is ourselves, by an address the certificate may not name
    try:
        urllib.request.urlopen(request, timeout=SECONDS, context=context).close()
    except urllib.error.HTTPError as answer:
        return answer.code == 401
    except (OSError, http.client.HTTPException):
        return False
    return False  # whoever lets a stranger in is not the outbox
