"""The way in, and what a device fetches besides its outbox. Links are typed from paper, so any spelling opens."""

from django.urls import path, re_path

from front_desk.views import blobs, joining, scripts

END = r"[/.]*$"
JOIN = r"[jJ][oO][iI][nN]"  # (?i:…) would be shorter, but Django cannot turn it back into an address

urlpatterns = [
    re_path(r"^blobs/(?P<name>[0-9a-f]{64})$", blobs.blob, name="blob"),
    path("scripts/<int:version>.json", scripts.script, name="script"),
    re_path(rf"^{JOIN}/+(?P<code>[^/.]+){END}", joining.join, name="join"),
    re_path(rf"^{JOIN}{END}", joining.no_code, name="join_no_code"),
]
