"""Which pages a stream can feed (`/live?view=`), and what works out what each is told: areas -> a tick."""

from boiler_room import ticking
from boiler_room.board import polls_ticking
from boiler_room.board import ticking as board_ticking

TICKS = {
    "": ticking.tick,  # the picture
    "board": board_ticking.tick,  # the board and the wall
    "polls": polls_ticking.tick,  # the polls of this minute
}
