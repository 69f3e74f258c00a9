"""What a volunteer opens about a shift or a phone tree: their own links, and the code at the door. Any spelling opens."""

from django.urls import re_path

from crew.views import coming, door_code, tree_links

END = r"[/.]*$"
SHIFT = r"[sS][hH][iI][fF][tT]"
HERE = r"[hH][eE][rR][eE]"
TREE = r"[tT][rR][eE][eE]"
ON_PAPER = r"[oO][nN]-?[pP][aA][pP][eE][rR]"

urlpatterns = [
    re_path(rf"^{SHIFT}/+(?P<code>[^/.]+){END}", coming.coming, name="coming"),
    re_path(rf"^{HERE}/+(?P<code>[^/.]+)/device$", door_code.by_device, name="here_device"),
    re_path(rf"^{HERE}/+(?P<code>[^/.]+){END}", door_code.here, name="here"),
    re_path(rf"^{TREE}/+(?P<code>[^/.]+){END}", tree_links.call, name="tree_call"),
    re_path(rf"^{ON_PAPER}/+(?P<code>[^/.]+){END}", tree_links.word, name="tree_word"),
]
