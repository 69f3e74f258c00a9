"""What a volunteer opens about a shift: their own link, and the code at the door. Any spelling opens."""

from django.urls import re_path

from crew.views import coming, door_code

END = r"[/.]*$"
SHIFT = r"[sS][hH][iI][fF][tT]"
HERE = r"[hH][eE][rR][eE]"

urlpatterns = [
    re_path(rf"^{SHIFT}/+(?P<code>[^/.]+){END}", coming.coming, name="coming"),
    re_path(rf"^{HERE}/+(?P<code>[^/.]+)/device$", door_code.by_device, name="here_device"),
    re_path(rf"^{HERE}/+(?P<code>[^/.]+){END}", door_code.here, name="here"),
]
