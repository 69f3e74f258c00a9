"""What may come in: the shapes of entries and bodies, checked before the database sees them.

A body that is no JSON object, too large or of another version is refused whole; a malformed entry is refused by
itself, and its neighbours go in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid5

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Meta

from front_desk.entries import Attempt, Code, Entry, FromDevice, Id, Langs, RideRequest
from lists.results import BY_CODE

MOST_BYTES = 256 * 1024
MOST_ENTRIES = 200
MOST_HOLDS = 500
TOO_LARGE = gettext_lazy("Too much at once. Send fewer results at a time; they are safe on this phone.")
LONGEST_KEPT = 4000  # characters of an entry that could not be read
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Refusal(Exception):
    """A body that cannot be read at all: HTTP `status`, a `code`, and a sentence for the person."""

    def __init__(self, status: int, code: str, text: str):
        super().__init__(text)
        self.status, self.code, self.text = status, code, text


class Want(msgspec.Struct):
    sheet: Id | None = None


class Body(msgspec.Struct):
    v: int
    device: UUID
    sent_at: datetime
    entries: Annotated[list[msgspec.Raw], Meta(max_length=MOST_ENTRIES)] = []
    want: Want | None = None
    have: Annotated[list[Id], Meta(max_length=MOST_HOLDS)] = []
    lang: Langs = []
    build: Annotated[str, Meta(max_length=64)] = ""
    era: Annotated[str, Meta(max_length=64)] = ""
    unsent: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    uses: Annotated[dict[Code, Annotated[int, Meta(ge=0)]], Meta(max_length=40)] = {}


@dataclass(slots=True)
class Refused:
    """One entry that could not be read: `id` as it was sent, if it was legible, and `kept`, how the log keeps it."""

    id: str | None
    reason: str
    text: str
    kept: dict


_body = msgspec.json.Decoder(Body)
_entry = msgspec.json.Decoder(FromDevice)
_anything = msgspec.json.Decoder()


def read_body(raw: bytes) -> Body:
    """The request's body. Raises Refusal (413, 400) with what to do."""
    if len(raw) > MOST_BYTES:
        raise Refusal(413, "too_large", TOO_LARGE)
    try:
        body = _body.decode(raw)
    except msgspec.MsgspecError as error:
        raise Refusal(
            400, "malformed", _("The office could not read this message (%(why)s).") % {"why": error}
        ) from None
    if body.v != 1:
        raise Refusal(
            400, "version", _("This page is of another version. Load it again; what was recorded is safe.")
        )
    body.sent_at = _in_range(body.sent_at)
    return body


def read_entries(body: Body) -> tuple[list[dict], list[Refused]]:
    """Splits the entries into those for the door, `{id, kind, seen_at, payload}`, and those refused for their shape."""
    good, bad = [], []
    for raw in body.entries:
        try:
            entry = _entry.decode(raw)
            good.append(_arrival(entry))
        except (msgspec.MsgspecError, ValueError) as error:
            text = _("This entry could not be read: %(why)s.") % {"why": error}
            bad.append(Refused(_legible_id(raw), "malformed", text, _aside(raw, body.device, str(error))))
    return good, bad


def _arrival(entry: Entry) -> dict:
    if isinstance(entry, Attempt):
        if entry.result not in BY_CODE:
            raise ValueError(_("there is no result “%(code)s”") % {"code": entry.result})
        if entry.callback_at is not None:
            entry.callback_at = _in_range(entry.callback_at)
        if entry.result == "call_back" and entry.callback_at is None:
            raise ValueError(_("a call-back needs its time, callback_at"))
    if isinstance(entry, RideRequest):
        by_hold, by_code = (entry.hold, entry.voter), (entry.precinct, entry.code)
        if not (
            (None not in by_hold and by_code == (None, None))
            or (None not in by_code and by_hold == (None, None))
        ):
            raise ValueError(_("a ride is for a hold and voter, or for a precinct and code"))
    if any("\x00" in text for text in (getattr(entry, "note", None) or "", getattr(entry, "text", "") or "")):
        raise ValueError(_("a text holds a NUL byte"))
    payload = {
        name: value
        for name, value in msgspec.to_builtins(entry).items()
        if name not in ("id", "kind", "seen_at") and value is not None
    }
    if "\\u0000" in msgspec.json.encode(payload).decode():
        raise ValueError(_("a text holds a NUL byte"))
    return {
        "id": str(entry.id),
        "kind": entry.__struct_config__.tag,
        "seen_at": _in_range(entry.seen_at).isoformat(),
        "payload": payload,
    }


def _aside(raw: msgspec.Raw, device: UUID, why: str) -> dict:
    """The entry as it came, for a person to look at. Its id is made from what it says: sent again it is kept once."""
    text = bytes(raw).decode(errors="replace")
    return {
        "id": str(uuid5(device, text)),
        "kind": "unreadable",
        "seen_at": NEVER.isoformat(),
        "payload": {"raw": text[:LONGEST_KEPT], "why": why[:200]},
    }


def _in_range(moment: datetime) -> datetime:
    """A wild clock is corrected later; here it only has to fit: aware, and within what PostgreSQL's maths bears."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if not NEVER <= moment <= datetime(2200, 1, 1, tzinfo=UTC):
        return NEVER
    return moment.astimezone(UTC)


def _legible_id(raw: msgspec.Raw) -> str | None:
    try:
        found = _anything.decode(raw)
        return str(found.get("id"))[:64] if isinstance(found, dict) and "id" in found else None
    except msgspec.MsgspecError:
        return None
