"""Every view says for whom it is: one of these decorators, or the start is refused (`fieldoffice.E001`).

    @audience.anyone                       the join page, sign-in, a health probe
    @audience.volunteer                    whoever holds a device's token: sets request.person, request.device
    @audience.staff("captain", "help_desk")   staff with one of these roles; the office manager always
    @audience.staff()                      any member of staff
    @audience.office                       office managers

Inside a staff view `request.scope` is narrowed to the areas of the roles that let the person in: someone who
is data director in Wake and captain in Durham sees Wake alone on a page for data directors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from crew import devices, second_key, turned_away
from crew.scope import Scope

ROLES = ("office", "data_director", "field_director", "boiler_room", "captain", "help_desk")


@dataclass(frozen=True, slots=True)
class Audience:
    """`who` is anyone, volunteer, staff, or itself (the view decides; see `crew.checks.DECLARED`)."""

    who: str
    roles: tuple[str, ...] = ()

    def admits(self, scope: Scope) -> bool:
        """Whether a page for this audience opens for someone of that scope (navigation asks this)."""
        if self.who == "staff":
            return bool(scope.through(self.roles).grants) if self.roles else scope.is_staff
        return self.who == "anyone"


class WrongRole(PermissionDenied):
    """Signed in, but this page is for other roles: the 403 page says which, and whom to ask."""

    def __init__(self, roles: tuple[str, ...]):
        super().__init__("wrong role")
        self.roles = roles


def anyone(view: Callable) -> Callable:
    view.audience = Audience("anyone")
    return view


def volunteer(view: Callable) -> Callable:
    """A device's bearer token; without a good one a 401 in JSON, code `link_shut`."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        device = devices.of(token.strip()) if scheme.lower() == "bearer" else None
        if device is None:
            return JsonResponse(turned_away.link_shut(), status=401)
        request.device, request.person = device, device.person
        return view(request, *args, **kwargs)

    asked.audience = Audience("volunteer")
    asked.csrf_exempt = True  # a token in a header is not sent by another site's form
    return asked


def staff(*roles: str) -> Callable:
    """Staff with one of `roles` (the office manager always), or with any role when none is named."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}; there are {', '.join(ROLES)}")

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def asked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.person is None:
                return turned_away.sign_in_first(request)
            if second_key.missing(request):
                return turned_away.second_key_first(request)
            scope = request.scope.through(roles) if roles else request.scope
            if not scope.grants:
                raise WrongRole(roles)
            request.scope = scope
            return view(request, *args, **kwargs)

        asked.audience = Audience("staff", roles)
        return asked

    return decorate


office = staff("office")


def say_whom_to_ask(roles: tuple[str, ...]) -> str:
    """One sentence for someone whose role does not open a page."""
    from crew.models import Role

    names = [str(Role.Name(role).label).lower() for role in roles if role != "office"]
    if not names:
        return _("This page is for office managers.")
    return _("This page is for: %(roles)s and office manager.") % {"roles": ", ".join(names)}
