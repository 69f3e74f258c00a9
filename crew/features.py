"""What of this room can be switched off."""

from django.utils.translation import gettext_lazy as _

from crew.switches.features import Feature, register

JOIN, TELL_US = "people.join", "people.tell_us"

register(
    Feature(
        JOIN,
        _("Joining by link"),
        _("New volunteers come in by a team’s link or QR code."),
        _(
            "The join page says that the office takes nobody new for the moment, and whom to call. What somebody has"
            " typed stays on their screen for another try. Who joined before goes on; a captain’s new link for a lost"
            " phone still works."
        ),
    ),
    Feature(
        TELL_US,
        _("Tell us"),
        _("A line to the help desk from every screen, with what was on it."),
        _(
            "The button answers with the captain’s number instead. A message half written is still sent, and what was"
            " sent is still answered."
        ),
        screens=("calls", "polls"),
    ),
)
