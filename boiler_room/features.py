"""What of this room can be switched off, say to shed load. The desk never can: people wait for it."""

from django.utils.translation import gettext_lazy as _

from crew.switches.features import Feature, register

PICTURE, BOARD, MAP = "office.picture", "office.board", "office.map"

register(
    Feature(
        PICTURE,
        _("The picture"),
        _("Live figures, chart and needs of the boiler room."),
        _(
            "Open pages stop and say so, which takes their load off the database; the desk, taps and phones go on."
            " Everything is counted all the same, and right when it is on again."
        ),
    ),
    Feature(
        BOARD,
        _("The board and the wall"),
        _("Votes against the win number by area and hour, and the same on a big screen."),
        _(
            "Open pages and walls stop and say so, which takes their load off the database; the desk, the polls of this"
            " minute and phones go on. Everything is counted all the same, and right when it is on again."
        ),
    ),
    Feature(
        MAP,
        _("The map"),
        _("Counties and precincts by votes, calls, lines and incidents."),
        _(
            "Open maps stop and say so, which takes their load off the database; the table of each figure is on the board."
            " Nothing is lost, and the map is right when it is on again."
        ),
    ),
)
