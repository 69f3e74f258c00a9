"""What the keyed form says; its page hands these to the code that runs in the browser."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """In the language of who asks; {names} are filled in the browser."""
    return {
        "ready": _("Type a code, then Enter."),
        "loading": _("Fetching the list…"),
        "no_list": _("The list could not be fetched. Load this page again."),
        "empty_list": _("Nobody is on the roll in this precinct yet."),
        "enter": _("Enter to cross off."),
        "struck": "✓ {code} {name}",
        "already": _("= {code} {name} was crossed off before. It counts once."),
        "twice": _("= {code} {name}: you typed this one already. Nothing changes."),
        "wrong": _("✗ {typed}: a digit is wrong. Look at the paper again."),
        "unknown": _("✗ {typed}: nobody in this precinct has that code."),
        "no_name": _("✗ {typed}: no such name in this precinct."),
        "several": _("{n} names fit: more letters, or ↓ and Enter."),
        "one_name": _("Enter to cross off."),
        "first_shown": _("The first {n} of {all} are shown: type more letters."),
        "undone": _("↶ Taken back: {what}"),
        "nothing_to_undo": _("There is nothing to take back."),
        "later": _("✗ The time on the paper is later than now."),
        "line": _("Line: {n} min"),
        "bad_minutes": _("✗ Minutes are a number from 0 to 600."),
        "no_category": _("✗ Choose what it is."),
        "recorded": "✓ {what}",
        "crossed": _("crossed off"),
        "crossed_before": _("crossed off before"),
        "take_back": _("Take back"),
        "taken_back": _("taken back"),
        "state_keeping": "…",
        "state_kept": _("saved here"),
        "state_sent": _("✓ sent"),
        "state_refused": _("✗ not counted"),
        "all_sent": _("✓ All {n} sent"),
        "waiting": _("▲ {n} saved on this computer, still to be sent"),
        "away": _("▲ The office is away. {n} are safe on this computer and go out by themselves."),
        "none": _("Nothing typed yet"),
        "not_saved": _("✗ This browser cannot save what you type. Stop here and tell the help desk."),
        "signed_out": _(
            "You were signed out. What you typed is safe here: sign in, then open this page again."
        ),
        "page_old": _("This page is too old to send. What you typed is safe here: load the page again."),
        "others": _(
            "{n} typed by somebody else wait on this computer; they go out when that person opens this page."
        ),
    }
