"""The caller's screen. Addresses are typed from paper, so any spelling opens."""

from django.urls import re_path

from calls import views

CALLS = r"[cC][aA][lL][lL][sS]"  # (?i:…) would be shorter, but Django cannot turn it back into an address

urlpatterns = [
    re_path(r"^calls/sw\.js$", views.service_worker, name="calls_worker"),
    re_path(rf"^{CALLS}[/.]*$", views.screen, name="calls"),
    re_path(r"^[cC][aA][lL][lL][/.]*$", views.screen),
]
