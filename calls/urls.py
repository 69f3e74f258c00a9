"""The caller's screen and the way in. Links are typed from paper, so any spelling opens."""

from django.urls import re_path

from calls.views import joining, screen

END = r"[/.]*$"
CALLS = r"[cC][aA][lL][lL][sS]"  # (?i:…) would be shorter, but Django cannot turn it back into an address
JOIN = r"[jJ][oO][iI][nN]"

urlpatterns = [
    re_path(r"^calls/sw\.js$", screen.service_worker, name="calls_worker"),
    re_path(rf"^{CALLS}{END}", screen.screen, name="calls"),
    re_path(rf"^{JOIN}/+(?P<code>[^/.]+){END}", joining.join, name="join"),
    re_path(rf"^{JOIN}{END}", joining.no_code, name="join_no_code"),
]
