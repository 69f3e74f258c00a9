"""What entries are called on the desk, and why they lie there."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RESULTS = {
    "not_home": _("No answer"), "busy": _("Busy"), "left_message": _("Left message"),
    "refused": pgettext_lazy("result", "Refused"),
    "call_back": _("Call back"), "contacted": _("Contacted"), "wrong_number": _("Wrong number"),
    "disconnected": _("Disconnected"), "moved": _("Moved"), "deceased": _("Deceased"),
    "language_barrier": _("Language barrier"), "inaccessible": _("Inaccessible"),
    "do_not_call": _("Do not call"), "already_voted": _("Already voted"), "skipped": _("Skipped"),
}  # fmt: skip
KINDS = {
    "correction": _("Takes back an entry"), "strike": _("Struck as voted"), "unstrike": _("Strike taken back"),
    "suppression": _("Suppression"), "ride_request": _("Ride wanted"), "tell_us": _("Message"),
    "line_report": _("Line at the polls"), "polls_report": _("Polls open or not"), "incident": _("Incident"),
    "turned_away": _("Voter turned away"), "not_on_list": _("Not on the list"), "post_taken": _("Chose a post"),
    "unreadable": _("Could not be read"),
}  # fmt: skip
REASONS = {
    "differs": _("Another result is recorded for the same call. Accepted, this one counts instead."),
    "device_shut": _("It came from a phone that was shut as stolen, and was kept aside."),
    "never_handed": _("This voter was not handed to them under that hold."),
    "conflict": _("It came under the number of an entry that is recorded, and says something else."),
    "not_yours": _("It takes back what somebody else recorded."),
    "unknown_voter": _("The office does not know this voter."),
    "too_fast": _("Their phone sent more strikes than a person can make. Accepted, it counts."),
    "outside_post": _("It was seen long before or after their post. Accepted, it counts."),
    "not_your_precinct": _("They have no post there. Accepted, it counts."),
    "not_your_post": _("This post is not their team's, or is over."),
    "unknown_code": _("No voter of that precinct has this code."),
    "malformed": _("It cannot be read, so it cannot count. Ask what happened on that phone."),
}
CHOICES = {"accept": _("accepted"), "reject": _("left out"), "done": _("done")}
TAKES_OFF = {
    "wrong_number": _("Accepted, this number is called no more."),
    "disconnected": _("Accepted, this number is called no more."),
    "moved": _("Accepted, this voter is off every list."),
    "deceased": _("Accepted, this voter is off every list."),
    "do_not_call": _("Accepted, this voter is off every list."),
    "already_voted": _("Accepted, this voter is off every list."),
}  # what a tap on Accept does beyond counting
