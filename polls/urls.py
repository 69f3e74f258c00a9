"""The watcher's screen, and the list that it carries. Addresses are typed from paper, so any spelling opens."""

from django.urls import path, re_path

from polls.views import keying, roll, screen

POLLS = r"[pP][oO][lL][lL][sS]"  # (?i:…) would be shorter, but Django cannot turn it back into an address

urlpatterns = [
    path("polls/sw.js", screen.service_worker, name="polls_worker"),
    path("polls/roll", roll.roll, name="polls_roll"),
    path("polls/struck", roll.struck, name="polls_struck"),
    re_path(rf"^{POLLS}[/.]*$", screen.screen, name="polls"),
    path("places/keying/", keying.choose, name="keying_choice"),
    path("places/keying/entries/", keying.entries, name="keying_entries"),
    path("places/keying/<int:pk>/", keying.page, name="keying"),
    path("places/keying/<int:pk>/roll", keying.roll, name="keying_roll"),
    re_path(r"^[pP][oO][lL][lL][/.]*$", screen.screen),
]
