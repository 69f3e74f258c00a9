"""Universes that most campaigns begin with, to be opened in the form, changed and saved."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Suggestion:
    name: object  # a lazy text
    question: dict


STILL_TO_REACH = (
    {"field": "phone", "is": True},
    {"field": "voted", "is": False},
    {"field": "gone", "is": False},
)
SUPPORTERS = {"field": "support", "from": 1, "to": 2}
SUGGESTED = {
    "turnout": Suggestion(
        _("Supporters to turn out"),
        {"all": [SUPPORTERS, {"field": "turnout", "from": 20, "to": 80}, *STILL_TO_REACH]},
    ),
    # A ballot was sent and is not back. Who has voted otherwise meanwhile is struck, and so not asked again.
    "chase": Suggestion(
        _("Ballot chase: sent, not back"),
        {"all": [{"field": "ballot", "in": ["sent"]}, SUPPORTERS, *STILL_TO_REACH]},
    ),
    # It came back and does not count as it is: the voter can still put it right.
    "cure": Suggestion(
        _("Ballot cure: to be put right"),
        {"all": [{"field": "ballot", "in": ["cure"]}, SUPPORTERS, *STILL_TO_REACH]},
    ),
    # It does not count and cannot be cured: a new ballot, or in person.
    "again": Suggestion(
        _("Ballot rejected: vote another way"),
        {"all": [{"field": "ballot", "in": ["rejected", "void"]}, SUPPORTERS, *STILL_TO_REACH]},
    ),
}
