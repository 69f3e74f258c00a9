"""What is probably the matter with a volunteer's phone, in plain words, and what to do about it. Worst first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boiler_room.help.knowing import Known, Phone
from crew.names import shown as spelled
from front_desk import office
from lib import clock
from precincts.reads import EARLY

SILENT = 10  # minutes; a phone in use is heard every minute
CLOCK_OFF = 3  # minutes
BUDGET = 400  # voters an hour (lists/sql/holding.sql)


@dataclass(frozen=True, slots=True)
class Trouble:
    """`text` what is seen, `todo` what helps; `section` of the runbook."""

    text: str
    todo: str
    section: str
    state: str = "warn"  # or stop


def troubles(known: Known) -> list[Trouble]:
    """Empty when nothing looks wrong from here."""
    found = [*_link(known), *_line(known), *_page(known), *_work(known), *_entries(known)]
    return sorted(found, key=lambda trouble: trouble.state != "stop")


def _link(known: Known) -> Iterator[Trouble]:
    if not known.phones:
        text = _("They have not joined on any phone.")
        yield Trouble(text, _("Make them a new link and read it to them."), "joining", "stop")
    elif not known.open_phones:
        stolen = any(phone.device.shut_why == "stolen" for phone in known.phones)
        text = _("All their phones are shut: stolen.") if stolen else _("All their phones are shut: lost.")
        yield Trouble(
            text, _("Make them a new link. What the old phone still had counts once."), "a-shut-phone", "stop"
        )
    elif known.person.team is None:
        text = _("They are in no team.")
        yield Trouble(text, _("Put them in a team on their page under People."), "joining", "stop")


def _line(known: Known) -> Iterator[Trouble]:
    for phone in known.open_phones:
        if phone.heard_at is None and not known.last:
            text = _("They joined, and their phone was never heard since.")
            todo = _("Let them open the link once more in Safari or Chrome, not inside another app.")
            yield Trouble(text, todo, "never-heard", "stop")
            return
    if known.last and known.last.minutes >= SILENT:
        todo = _(
            "They can go on without a line. Let them open the page where there is signal; nothing is lost."
        )
        yield Trouble(silence(known.last), todo, "silent", "stop" if known.last.unsent else "warn")


def silence(phone: Phone) -> str:
    """`Last heard 14 minutes ago; 6 results still on the phone as of then.`"""
    heard = _("Last heard %(n)d minutes ago") % {"n": phone.minutes}
    if not phone.unsent:
        return _("%(heard)s; everything had been sent.") % {"heard": heard}
    left = ngettext("%(n)d result still on the phone", "%(n)d results still on the phone", phone.unsent)
    return _("%(heard)s; %(left)s as of then.") % {"heard": heard, "left": left % {"n": phone.unsent}}


def _page(known: Known) -> Iterator[Trouble]:
    phone = known.last
    if phone is None:
        return
    if phone.lease.build and phone.lease.build != office.build():
        text = _("Their page is older than the office's.")
        yield Trouble(
            text,
            _("It takes the new one between two calls. If it does not: load the page again."),
            "old-page",
        )
    if abs(phone.ahead) >= CLOCK_OFF:
        ahead = _("Their phone's clock is %(n)d minutes ahead.") % {"n": phone.ahead}
        behind = _("Their phone's clock is %(n)d minutes behind.") % {"n": -phone.ahead}
        todo = _(
            "Results are corrected. Let them set the clock to automatic, or voters go early from the screen."
        )
        yield Trouble(ahead if phone.ahead > 0 else behind, todo, "a-wrong-clock")
    if len([one for one in known.open_phones if one.heard_at]) > 1:
        text = _("They have %(n)d phones that work.") % {"n": len(known.open_phones)}
        yield Trouble(
            text, _("Ask which one is in their hands; the others may hold voters."), "several-phones"
        )


def _work(known: Known) -> Iterator[Trouble]:
    if known.work == "polls":
        yield from _at_the_polls(known)
    elif known.work == "calls" and known.last and not known.last.hand:
        going = [sheet for sheet in known.sheets if not sheet.paused]
        if known.last.lease.handed >= BUDGET:
            text = _("They were handed very many voters this hour and get no more for now.")
            yield Trouble(text, _("Ask what they do. Results still count; it ends by itself."), "no-voters")
        elif not going:
            text = _("Their team has no list that is handed out.")
            yield Trouble(
                text, _("Ask the field director for a list, or open one that is paused."), "no-voters", "stop"
            )
        elif known.last.minutes < SILENT:
            text = _("No voters in their hands.")
            todo = _("Paused, or all of the list is called, resting or out of hours: look at the list.")
            yield Trouble(text, todo, "no-voters")


def _at_the_polls(known: Known) -> Iterator[Trouble]:
    now = clock.now()
    if not known.posts:
        text = _("They have no post now.")
        yield Trouble(
            text,
            _("Put them at a post under Polls, or let them choose one on their screen."),
            "no-post",
            "stop",
        )
    elif all(post.starts_at - EARLY > now for post in known.posts):
        text = _("Their post begins more than 16 hours from now; the list comes the evening before.")
        yield Trouble(text, _("Tell them when it comes. Nothing is wrong."), "no-post")


def _entries(known: Known) -> Iterator[Trouble]:
    waiting, refused = known.unsettled.get("waiting", 0), known.unsettled.get("refused", 0)
    if waiting:
        text = ngettext("%(n)d entry waits for a captain.", "%(n)d entries wait for a captain.", waiting)
        yield Trouble(text % {"n": waiting}, _("Settle them at the desk."), "waiting-or-refused")
    if refused:
        text = ngettext("%(n)d entry was refused.", "%(n)d entries were refused.", refused)
        yield Trouble(text % {"n": refused}, _("Look at the desk why."), "waiting-or-refused")


def whom_to_call(known: Known) -> str:
    """The number of their captain, as it is read out; "" for none."""
    number = known.person.team.number if known.person.team else ""
    return spelled(number) if number else ""
