"""Every address of the office: each room keeps its own `urls.py`; this says where it hangs.

A room whose `urls.py` is not there has no pages. `fieldoffice.E001` walks all of these at start.
"""

from importlib.util import find_spec

from django.urls import include, path
from django.views.i18n import set_language

from config.health import health

ROOMS = (  # (prefix, urls)
    ("staff/", "crew.urls"),
    ("", "crew.coming_urls"),  # /shift/…, /here/…: volunteers' own
    ("roll/", "roll.urls"),
    ("lists/", "lists.urls"),
    ("places/", "precincts.urls"),
    ("packets/", "packets.urls"),
    ("", "front_desk.urls"),  # /outbox, /join/…, /scripts/…
    ("", "calls.urls"),  # /calls/
    ("", "polls.urls"),  # /polls/
    ("", "boiler_room.urls"),  # /, /desk/…
)

urlpatterns = [
    path("health", health, name="health"),
    path("language/", set_language, name="set_language"),
    *(path(prefix, include(urls)) for prefix, urls in ROOMS if find_spec(urls)),
]

handler400 = "crew.refusals.bad_request"
handler403 = "crew.refusals.forbidden"
handler404 = "crew.refusals.not_found"
handler429 = "crew.refusals.too_many"  # asked for by allauth
handler500 = "crew.refusals.broken"
