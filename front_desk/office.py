"""What every reply says of the office itself: its era, its build, its time, and where `/live` is."""

import hashlib
import os
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from front_desk.models import Office
from lib import clock

MESSAGES = {
    "budget": _("You have been handed very many voters this hour. Take a short break; results still count."),
}


@cache
def build() -> str:
    """A short name of the running code: changes when any page code changes."""
    given = os.environ.get("FIELDOFFICE_BUILD")
    if given:
        return given
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:12] if manifest.exists() else "dev"


@cache
def era() -> str:
    """This database's era, which changes only when an office is rebuilt or restored (and restarted)."""
    return str(Office.objects.get().era)


def standing(reply: dict, body) -> dict:
    """The part of a reply that is the same for everyone, and the words for this one."""
    words = [str(MESSAGES["budget"])] if reply.get("budget") else []
    if answer := reply.pop("answer", None):
        words.append(answer)
    return {
        "next_sheet": reply.get("next_sheet"),
        "message": "\n".join(words) or None,
        "build": build(),
        "era": era(),
        "server_at": clock.now().isoformat(),
    }
