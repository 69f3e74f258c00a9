"""The codes of reports, incidents and reasons, with the field's words for them."""

from django.utils.translation import gettext_lazy as _

POLLS = (
    ("opened", _("Polls opened")),
    ("closed", _("Polls closed")),
    ("not_open", _("Not open yet")),
)
REPORTABLE = (  # a watcher chooses among these
    ("line", _("Long line")),
    ("machine", _("Machine down")),
    ("supplies", _("Ballots or supplies short")),
    ("access", _("Not accessible")),
    ("intimidation", _("Intimidation")),
    ("electioneering", _("Campaigning too near")),
    ("challenge", _("Voters challenged")),
    ("watcher", _("Watcher not let in")),
    ("rules", _("Rules not followed")),
    ("other", _("Something else")),
)
INCIDENTS = (*REPORTABLE, ("turned_away", _("Voter turned away")), ("not_on_list", _("Not on the list")))
TURNED_AWAY = (
    ("wrong_place", _("Wrong polling place")),
    ("no_id", _("No identification")),
    ("not_registered", _("Not registered")),
    ("challenged", _("Challenged")),
    ("mail_ballot", _("Has a mail ballot")),
    ("line", _("Gave up waiting")),
    ("language", _("No help in their language")),
    ("other", _("Something else")),
)
DISAGREEMENTS = (  # between sources, about one voter
    ("two_precincts", _("Crossed off in two precincts")),
    ("twice", _("Voted before, says a file; seen later")),
    ("not_counted", _("Ballot not counted, says a file; seen voting")),
    ("turned_away", _("Voted, says a file; turned away")),
    ("file_took_back", _("A file took its word back; seen voting")),
)
STATES = (("new", _("New")), ("working", _("Being worked on")), ("done", _("Done")))


def codes(choices) -> frozenset[str]:
    """The codes alone, for checking what came in."""
    return frozenset(code for code, _label in choices)
