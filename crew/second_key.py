"""Who needs a second key (passkey or authenticator app) besides the password, and who has one.

Roles beyond captain open voters' data or other people's access, so a stolen password must not be enough.
They sign in once with the password alone, are led to set up a second key, and go no further without it.
Captains may: asking 500 of them for an authenticator app on the Saturday before is how captains end up
sharing one login. An office reached on this machine only (demo, rehearsal, tests) asks, but does not insist.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

BEYOND_CAPTAIN = frozenset({"office", "data_director", "field_director", "boiler_room", "help_desk"})
KEYS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_PROVED = "crew_has_second_key"


def has_one(login) -> bool:
    return Authenticator.objects.filter(user=login, type__in=KEYS).exists()


def wanted(request: HttpRequest) -> bool:
    """Whether this person's roles ask for a second key."""
    return bool(request.scope.roles & BEYOND_CAPTAIN)


def missing(request: HttpRequest) -> bool:
    """Whether to stop here until a second key is set up; remembered in the session once it is there."""
    if not settings.SECOND_KEY_REQUIRED or request.session.get(_PROVED) or not wanted(request):
        return False
    if has_one(request.user):
        request.session[_PROVED] = True
        return False
    return True
