"""Join links: a code that a captain shows as a QR code, sends, or reads out."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from crew.models import JoinLink, Person, Team
from lib import clock, door

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 12  # of 32 letters: 60 bits, not to be found by trying
HOURS = 12  # a shift and the way there
USES = 100
MOST_USES = 5000
REISSUE_HOURS = 24


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The code meant by what someone typed: any case, hyphens or spaces, O for 0, I or L for 1."""
    plain = "".join(c for c in typed.upper() if c.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))[:24]


def shown(code: str) -> str:
    """`7K3M-9QXW-2BDT`: in fours, as it stands in the link and is read out."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def make(
    team: Team,
    by: Person | None,
    hours: float = HOURS,
    uses: int = USES,
    for_person: Person | None = None,
) -> JoinLink:
    """A new link for `team`; with `for_person` it gives that person alone a new device, once."""
    link_id = door.new_id("crew_joinlink")
    payload = {
        "id": link_id,
        "code": new_code(),
        "team": team.pk,
        "expires_at": (clock.now() + timedelta(hours=hours)).isoformat(),
        "use_limit": max(1, min(uses, MOST_USES)),
        "for_person": for_person.pk if for_person else None,
    }
    door.enter("join_link", payload, by=by)
    return JoinLink.objects.get(pk=link_id)


def shut(link: JoinLink, by: Person | None) -> None:
    """Nobody joins by it any more; those who did go on working."""
    if link.shut_at is None:
        door.enter("link_shut", {"link": link.pk}, by=by)


def uses(link: JoinLink) -> int:
    """How many people joined by it (someone with two phones counts once)."""
    return link.device_set.values("person_id").distinct().count()


def state(link: JoinLink, used: int, at: datetime | None = None) -> str:
    """open, shut, expired or full: the first that holds of shut, expired, full."""
    if link.shut_at:
        return "shut"
    if link.expires_at <= (at or clock.now()):
        return "expired"
    return "full" if used >= link.use_limit else "open"


def address(request: HttpRequest, link: JoinLink) -> str:
    """The whole join link."""
    return whole(request, f"/join/{shown(link.code)}")


def whole(request: HttpRequest, path: str) -> str:
    """An address as phones reach it, even when made on the office's own machine under `localhost`."""
    host = request.get_host()
    name, _colon, port = host.partition(":")
    if name in ("localhost", "127.0.0.1") and settings.HOSTS:
        host = settings.HOSTS[0] + (f":{port}" if port else "")
    return f"{request.scheme}://{host}{path}"


def reachable(url: str) -> bool:
    """Whether phones could open the link at all: not one that names the machine itself."""
    return not any(f"//{name}" in url for name in ("localhost", "127.0.0.1", "[::1]"))
