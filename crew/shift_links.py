"""The links of a shift: a volunteer's own, by which to confirm, and the code at the door, by which to check in.

Each is an id and twelve letters derived from the office's secret, so nothing secret is stored and the links live as
long as the shift. `/shift/1842-7K3M-9QXW-2BDT` is one person's on one shift; `/here/31-…` hangs at the door.
"""

import hashlib
import hmac

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest

from crew import join_links
from crew.models import Booking, Shift

LETTERS = 12  # of 32: 60 bits


def _letters(what: str, pk: int) -> str:
    message = f"{what}:{pk}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return "".join(join_links.ALPHABET[byte % 32] for byte in digest[:LETTERS])


def code(of: Model) -> str:
    """`1842-7K3M-9QXW-2BDT`"""
    return f"{of.pk}-{join_links.shown(_letters(type(of).__name__.lower(), of.pk))}"


def pk_of(what: str, typed: str) -> int | None:
    """The id in a code made by `code` for such a thing (its class, in lower case); None when its letters are wrong."""
    plain = join_links.read_code(typed)
    pk, letters = plain[:-LETTERS], plain[-LETTERS:]
    if not pk.isdigit() or not hmac.compare_digest(letters, _letters(what, int(pk))):
        return None
    return int(pk)


def booking(typed: str) -> Booking | None:
    """The booking whose link this is; None for any other text."""
    found = Booking.objects.select_related("shift__team__captain", "shift__team__area", "person")
    return found.filter(pk=pk_of("booking", typed)).first()


def shift(typed: str) -> Shift | None:
    """The shift at whose door this code hangs; None for any other text."""
    found = Shift.objects.select_related("team__captain", "team__area")
    return found.filter(pk=pk_of("shift", typed)).first()


def address(request: HttpRequest, of: Booking | Shift) -> str:
    """The whole link, as phones reach it."""
    path = "shift" if isinstance(of, Booking) else "here"
    return join_links.whole(request, f"/{path}/{code(of)}")
