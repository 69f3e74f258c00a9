"""Reason codes in plain words, for the person who sent the entry."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "": "",
    "repeat": _("Already recorded."),
    "differs": _("Another result is recorded for this call. A captain will settle it; both are kept."),
    "never_handed": _("This voter was not handed to you, so the result is not counted. It is kept."),
    "conflict": _("This entry came before with another content. Both are kept; a captain will look."),
    "not_yours": _("Only the person who recorded it, or staff, can take it back."),
    "device_shut": _("This phone's link was shut. What it sent is kept aside for a captain."),
    "unknown_voter": _("The office does not know this voter."),
    "withdrawn": _("Taken back."),
    "not_your_precinct": _("You have no post there. It is kept; tell your captain where you are."),
    "not_your_post": _("This post is not your team's, or is over. Choose another, or ask your captain."),
    "outside_post": _("This was long before or after your post. It is kept; a captain will look."),
    "unknown_code": _("No voter of this precinct has that code. Look at the list once more."),
    "too_fast": _("Very many in one minute. They are kept; a captain will look, and then they count."),
    "malformed": _("This entry could not be read. It is kept aside."),
}


def text(reason: str) -> str:
    """The sentence for a reason code; the code itself where a newer office has one that this page lacks."""
    return str(REASONS.get(reason, reason))
