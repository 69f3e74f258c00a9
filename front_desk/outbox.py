"""`POST /outbox`: one round trip of a volunteer's device, as docs/outbox.md has it."""

import hashlib
import json
from functools import partial

import msgspec
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from psycopg import Cursor
from psycopg.errors import LockNotAvailable, QueryCanceled
from psycopg_pool import PoolTimeout

from crew.switches import standing, uses
from front_desk import arrivals, office, words
from front_desk.announcing.board import tell
from front_desk.receiving import once_more

EXCHANGE = """
select front_desk_outbox(%s, %s, %s::text::jsonb, %s, %s::text::bigint[], %s, %s, %s::text::text[], %s, %s)::text"""
BUSY = {
    "code": "busy",
    "text": _("The office is very busy. Your results are safe on this phone and will be sent again."),
    "retry": True,
    "after": 5,
}


def answer(request) -> HttpResponse:
    """The view. The device's token is its sign-in; nothing of Django's session is touched."""
    with translation.override(translation.get_language_from_request(request)):
        return _answer(request)


def _answer(request) -> HttpResponse:
    try:
        token = _token(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > arrivals.MOST_BYTES:
            raise arrivals.Refusal(413, "too_large", arrivals.TOO_LARGE)
        body = arrivals.read_body(request.read(arrivals.MOST_BYTES + 1))
        entries, refused = arrivals.read_entries(body)
        found = once_more(partial(_exchange, token, body, [*entries, *(r.kept for r in refused)]))
    except arrivals.Refusal as refusal:
        return _json(
            {"code": refusal.code, "text": str(refusal.text), "retry": False, "after": None},
            status=refusal.status,
        )
    except (OperationalError, PoolTimeout) as error:
        if isinstance(error, PoolTimeout) or isinstance(
            error.__cause__, (LockNotAvailable, QueryCanceled, type(None))
        ):
            return _json(BUSY, status=503, after=BUSY["after"])
        return _json(BUSY, status=503, after=15)
    reply, aside = json.loads(found), {r.kept["id"] for r in refused}
    reply["verdicts"] = [
        *({**v, "text": words.text(v["reason"])} for v in reply.get("verdicts", []) if v["id"] not in aside),
        *({"id": r.id, "verdict": "refused", "reason": r.reason, "text": r.text} for r in refused),
    ]
    if "error" in reply:
        text = _(
            "This link no longer works. What you recorded is safe on this phone. Ask your captain for a new link."
        )
        return _json(
            {"code": reply["error"], "text": str(text), "retry": False, "after": None, **reply}, status=401
        )
    uses.count_told(body.uses, reply["switched"])
    reply["switched"] = standing.told(reply["switched"])
    announced = tell(reply.pop("team"), reply.pop("device"))
    return _json(reply | office.standing(reply, body) | {"announcements": announced})


def _token(request) -> bytes:
    scheme, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or not 16 <= len(token) <= 200:
        raise arrivals.Refusal(
            401, "link_shut", _("Open your link again, or ask your captain for a new one.")
        )
    return hashlib.sha256(token.encode()).digest()


def _exchange(token: bytes, body: arrivals.Body, entries: list[dict]) -> str:
    """The one database call. Bound by the server, not quoted into the text as Django's cursors do: it is prepared
    once a session, and lists go as text."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(
            EXCHANGE,
            [
                token,
                body.device,
                json.dumps(entries),
                body.sent_at,
                _array(body.have),
                body.want is not None,
                body.want.sheet if body.want else None,
                _array(body.lang or ["en"]),
                body.unsent,
                body.build.replace("\0", ""),
            ],
        )
        return cursor.fetchone()[0]


def _array(values: list) -> str:
    """A PostgreSQL array of ids or language codes, which need no quoting."""
    return f"{{{','.join(map(str, values))}}}"


def _json(content: dict, status: int = 200, after: int | None = None) -> HttpResponse:
    said = msgspec.json.encode(content, enc_hook=str)
    response = HttpResponse(said, content_type="application/json", status=status)
    response["Content-Length"] = str(len(said))  # no middleware of this lane says it; else it goes in chunks
    response["Cache-Control"] = "no-store"
    if after:
        response["Retry-After"] = str(after)
    return response
