"""Who is asking: a member of staff by session, or (so far) nobody."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from crew.models import Person
from crew.scope import Scope


class WhoIsAsking:
    """Sets `request.person` (crew.Person or None) and `request.scope` (read when first asked for).

    A request without a session cookie costs nothing here: a volunteer's token is read by the view's own
    audience, and phones send no cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.person = _person(request)
        request.scope = request.whole_scope = Scope(request.person)  # a view's audience narrows the first
        return self.get_response(request)


def _person(request: HttpRequest) -> Person | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user.person
