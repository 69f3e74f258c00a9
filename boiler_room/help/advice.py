"""What to do about each trouble that many have: for the desk, and the words for everybody of an area."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Advice:
    """`title` names the trouble, `todo` is for the desk, `answer` for the people; `section` of the runbook."""

    title: Promise
    todo: Promise
    answer: Promise
    section: str

    def answer_in(self, lang: str) -> str:
        with translation.override(lang):
            return str(self.answer)


_LINK = _(
    "Your link stopped working? Ask your captain for a new one: it takes seconds, and nothing of your work is lost."
)
_LOOK = _("Look at what they wrote, and mend the cause.")
ADVICE = {
    "tell:screen": Advice(
        _("The screen does something wrong"), _LOOK,
        _("Trouble with the screen? Load the page again between two calls. What you recorded is safe."), "old-page",
    ),
    "tell:list": Advice(
        _("Voters or the list are wrong"), _("Look at the list and its last load; take back what is wrong."),
        _("We know that the list has wrong entries and are mending it. Record what you hear, and go on."), "no-voters",
    ),
    "tell:link": Advice(_("Link or signing in"), _("Make new links; look whether a link is full or shut."), _LINK, "joining"),
    "tell:how": Advice(
        _("People ask how something is done"), _LOOK,
        _("Not sure how? Tap Practice: you can try everything there, and nothing of it is sent."), "how-do-i",
    ),
    "join:link_unknown": Advice(
        _("A link that nobody knows is opened"), _("It was copied badly. Send the right one once more."),
        _("To join, open the newest link from your captain, or scan the code at the door."), "joining",
    ),
    "join:link_expired": Advice(_("A join link has run out"), _("Make the team a new link."), _LINK, "joining"),
    "join:link_full": Advice(_("A join link is full"), _("Make the team a new link for more people."), _LINK, "joining"),
    "join:link_shut": Advice(_("A shut join link is opened"), _("Make the team a new link."), _LINK, "joining"),
    "join:too_many_devices": Advice(
        _("Somebody joined on too many phones"), _("Make them a link of their own."), _LINK, "several-phones"
    ),
    "join:phone": Advice(
        _("Phone numbers are not accepted"), _("Numbers from abroad need + and the country's code."),
        _("If your phone number is not taken: write it with the area code; from abroad, with + in front."), "joining",
    ),
    "entry:unknown_code": Advice(
        _("Codes that no voter has"), _("Wrong precinct chosen, or an old list on paper."),
        _("If a code is refused: see that your precinct is chosen above the keys, or find the voter by name."), "codes",
    ),
    "entry:not_your_precinct": Advice(
        _("Watchers report from places that are not theirs"), _("Move their posts to where they stand."),
        _("At another polling place than planned? Tell your captain. What you report is kept."), "no-post",
    ),
    "entry:not_your_post": Advice(
        _("Watchers choose posts that are not theirs"), _("Put them at the right post."),
        _("Choose the post of your own team. None fits? Ask your captain."), "no-post",
    ),
    "entry:outside_post": Advice(
        _("Reports outside of the hours of a post"), _("See that the posts' hours are right; settle what waits."),
        _("Working longer than planned? Go on: a captain takes in what you report."), "no-post",
    ),
    "entry:too_fast": Advice(
        _("Very many strikes in a minute"), _("Ask who does it, and why; then settle what waits."),
        _("Strike off whom you see voting, one at a time. What came too fast waits for a captain."), "waiting-or-refused",
    ),
    "entry:differs": Advice(
        _("Two results for one call"), _("Settle them at the desk."),
        _("A wrong result? Tap Undo, then the right one, before you go on."), "waiting-or-refused",
    ),
    "entry:never_handed": Advice(
        _("Results for voters who were not handed out"), _("An old page or a second phone: let them load the page again."),
        _("Please load the page again between two calls. What you recorded is safe."), "old-page",
    ),
    "entry:conflict": Advice(
        _("Entries that contradict what is recorded"), _("Settle them at the desk; look for an old page."),
        _("Please load the page again between two calls. What you recorded is safe."), "waiting-or-refused",
    ),
    "entry:malformed": Advice(
        _("Entries that cannot be read"), _("Tell the engineer which build their pages have."),
        _("Please load the page again between two calls. What you recorded is safe."), "old-page",
    ),
    "entry:device_shut": Advice(
        _("Entries from phones that were shut as stolen"), _("Ask the people, then take in or leave out at the desk."),
        _LINK, "a-shut-phone",
    ),
}  # fmt: skip
