"""The public status page as two files, `index.html` and `status.json`, for another web server to serve.

It says nothing of voters, volunteers or totals: only whether the office takes entries, since when, and what to do.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import translation
from psycopg_pool import PoolTimeout

from boiler_room.copying import STATUS_GOOD_FOR, asking
from boiler_room.copying.writing import write
from boiler_room.models import StatusNote
from lib import clock


@dataclass(slots=True)
class Status:
    """`outbox`, `live`: works, does not, or (None) not asked here; `known` False when the note could not be read."""

    at: datetime
    outbox: bool | None
    live: bool | None
    up_since: datetime | None
    note: StatusNote | None

    @property
    def state(self) -> str:
        """open, trouble (open, but something is wrong) or away."""
        if self.outbox is False:
            return "away"
        return "trouble" if self.live is False or (self.note and self.note.trouble) else "open"

    @property
    def good_until(self) -> datetime:
        return self.at + timedelta(seconds=STATUS_GOOD_FOR)

    def as_json(self) -> dict:
        note = self.note and {
            "trouble": self.note.trouble, "en": self.note.en, "es": self.note.es, "since": self.note.at.isoformat(),
        }  # fmt: skip
        return {
            "v": 1, "state": self.state, "as_of": self.at.isoformat(), "good_until": self.good_until.isoformat(),
            "outbox": self.outbox, "live": self.live, "up_since": self.up_since and self.up_since.isoformat(),
            "note": note,
        }  # fmt: skip


class Probe:
    """Looks again and again, so it knows since when the office has taken entries without a break.

    A new process takes that up from the file, unless the file is so old that nobody knows of the time between.
    """

    def __init__(self, folder: Path | None = None):
        self.folder = folder or settings.STATUS
        self.note: StatusNote | None = None
        self.up_since: datetime | None = None
        self.looked = False

    def look(self) -> Status:
        if not self.looked:
            self.up_since, self.looked = self._said_before(), True
        now, outbox, live = clock.now(), asking.outbox(), asking.live()
        try:
            self.note = newest_note()
        except (DatabaseError, PoolTimeout):  # then the outbox takes nothing, and the last note stands
            outbox = False
        self.up_since = None if outbox is False else self.up_since or now
        return Status(now, outbox, live, self.up_since, self.note)

    def _said_before(self) -> datetime | None:
        try:
            told = json.loads((self.folder / "status.json").read_text())
            fresh = clock.now() - datetime.fromisoformat(told["as_of"]) < timedelta(seconds=STATUS_GOOD_FOR)
            return datetime.fromisoformat(told["up_since"]) if fresh and told["up_since"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


def newest_note() -> StatusNote | None:
    """The note that stands; None when there is none, or the newest has no words."""
    note = StatusNote.objects.order_by("-at").first()
    return note if note and (note.en or note.es) else None


def publish(probe: Probe) -> Status:
    """Looks and writes both files. Raises OSError."""
    seen = probe.look()
    write(probe.folder, files(seen), public=True)
    return seen


def files(seen: Status) -> dict[str, str]:
    parts = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            note = seen.note and (getattr(seen.note, code) or seen.note.en or seen.note.es)
            context = {"seen": seen, "note": note, "campaign": settings.CAMPAIGN, "code": code}
            parts.append(render_to_string("boiler_room/copying/status_part.html", context))
    with translation.override(settings.LANGUAGES[0][0]):
        context = {"parts": parts, "seen": seen, "campaign": settings.CAMPAIGN}
        page = render_to_string("boiler_room/copying/status.html", context)
    return {"status.json": json.dumps(seen.as_json(), indent=1) + "\n", "index.html": page}
