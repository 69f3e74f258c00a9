"""Who opens a stream: a volunteer's device by its token, or staff by their session."""

from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, close_old_connections, connection
from psycopg_pool import PoolTimeout

from boiler_room import audiences
from boiler_room.live import striking
from boiler_room.live.views import QUIET, TICKS
from crew import devices, second_key
from crew.scope import Scope
from crew.switches import standing
from front_desk.announcing import to_staff
from front_desk.following import settled_up_to
from front_desk.office import build
from precincts import news, reads

__all__ = ["Away", "Guest", "build", "guest", "missed"]
PENDING = "select hold, voter_id, why from lists_notice where device_id = %s order by id limit 500"


class Away(Exception):
    """The database cannot be asked now."""


@dataclass(slots=True)
class Guest:
    """A volunteer has a `device` and a `team`; staff a `scope`: their topmost areas, () for the whole campaign, a `view`,
    and a `reach`: which announcements are for them."""

    person: int
    device: int | None = None
    team: int | None = None
    scope: tuple[int, ...] | None = None
    view: str = ""  # of TICKS, or QUIET
    reach: to_staff.Reach | None = None
    pending: list[dict] = field(default_factory=list)  # what the device should know and may not
    precincts: frozenset[int] = frozenset()  # where a watcher stands
    told: int | None = None  # up to this place in the log their phone knows who is struck
    switched: dict | None = None  # what is switched off for its team


def guest(headers: dict[str, str], query: str = "") -> Guest | None:
    """None for somebody unknown. Runs in a thread; raises Away. Staff may look at a `view`, from one `area` of theirs; a
    watcher's phone says `since` where it was told last."""
    try:
        scheme, _space, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return _volunteer(token.strip(), _asked(query, "since"))
        return _staff(headers.get("cookie", ""), _asked(query, "area"), _asked(query, "view"))
    except (DatabaseError, PoolTimeout) as error:
        raise Away from error
    finally:
        close_old_connections()


def missed(guest: Guest) -> dict | None:
    """What changed in a watcher's precincts since their phone was told; as `GET /polls/struck` says it. Runs in a thread.

    Asked once the stream is open: what is committed later than this look is told by the stream.
    """
    try:
        return reads.changed_in(sorted(guest.precincts), guest.told, settled_up_to(), to=striking.LAST)
    except (DatabaseError, PoolTimeout) as error:
        raise Away from error
    finally:
        close_old_connections()


def _asked(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[0]


def _volunteer(token: str, since: str) -> Guest | None:
    device = devices.of(token)
    if device is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(PENDING, [device.pk])
        pending = [{"hold": hold, "voter": voter, "why": why} for hold, voter, why in cursor.fetchall()]
    precincts = news.precincts_of([device.person_id]).get(device.person_id, frozenset())
    told = int(since) if since.isdecimal() and len(since) < 19 and precincts else None
    team = device.person.team_id
    return Guest(
        device.person_id,
        device=device.pk,
        team=team,
        pending=pending,
        precincts=precincts,
        told=told,
        switched=standing.told(standing.of_team(team)),
    )


class _Asking:
    """As much of a request as Django's session and the second key's rule look at."""

    META: dict = {}

    def __init__(self, session_key: str):
        self.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
        self.user = get_user(self)


def _staff(cookie: str, area: str, view: str) -> Guest | None:
    try:
        morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if morsel is None:
        return None
    asking = _Asking(morsel.value)
    if not asking.user.is_authenticated or asking.user.person is None:
        return None
    asking.scope = Scope(asking.user.person).through(audiences.PICTURE)
    if (view not in TICKS and view != QUIET) or not asking.scope.grants or second_key.missing(asking):
        return None
    scope, reach = audiences.topmost(asking.scope), to_staff.reach(asking.scope)
    if area.isdecimal():
        place = audiences.within(asking.scope, int(area))
        if place is None:
            return None
        scope = (place.pk,)
    return Guest(asking.user.person_id, scope=scope, view=view, reach=reach)
