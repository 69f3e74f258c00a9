"""The watcher's screen. Addresses are typed from paper, so any spelling opens."""

from django.urls import re_path

from polls.views import screen

POLLS = r"[pP][oO][lL][lL][sS]"  # (?i:…) would be shorter, but Django cannot turn it back into an address

urlpatterns = [
    re_path(r"^polls/sw\.js$", screen.service_worker, name="polls_worker"),
    re_path(rf"^{POLLS}[/.]*$", screen.screen, name="polls"),
]
