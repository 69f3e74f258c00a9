"""The picture's pages and taps, a file for each."""

from boiler_room.views import desk, messages
from boiler_room.views.acting import owner, relief
from boiler_room.views.looking import chart, needs_list, picture_page

__all__ = ["chart", "desk", "messages", "needs_list", "owner", "picture_page", "relief"]
