"""What of this room can be switched off."""

from django.utils.translation import gettext_lazy as _

from crew.switches.features import Feature, register

EXPORTS = "office.exports"

register(
    Feature(
        EXPORTS,
        _("Exports"),
        _("Universes and results as CSV files."),
        _(
            "The buttons give way to a line that says so. A file that is being written comes whole. Nothing is lost: it"
            " can be exported later."
        ),
    )
)
