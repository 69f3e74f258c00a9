"""Which pages a stream can feed (`/live?view=`), what works out what each is told: areas -> a tick; and its switch."""

from boiler_room import features, ticking
from boiler_room.board import polls_ticking
from boiler_room.board import ticking as board_ticking

TICKS = {
    "": ticking.tick,  # the picture
    "board": board_ticking.tick,  # the board and the wall
    "map": ticking.tick,  # what the map takes its cue from
    "polls": polls_ticking.tick,  # the polls of this minute
}
QUIET = "none"  # a page without figures: it hears announcements alone

SWITCHES = {
    "": features.PICTURE,
    "board": features.BOARD,
    "map": features.MAP,
}  # the polls of this minute have none
