"""The fixed words on paper, in the language of now."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "packet": _("Packet"),
        "as_of": _("As of"),
        "page": _("Page"),
        "pages": _("Pages"),
        "code": _("Code"),
        "name": _("Name"),
        "address": _("Address"),
        "phone": _("Phone"),
        "script": _("Say:"),
        "results": _("Boxes:"),
        "begin": _("begin here"),
        "north": _("N"),
        "sketch": _(
            "Sketch of the turf: a dot a door, with its first row’s number. Not to be followed through fences."
        ),
        "question": _("Q"),
        "time": _("Time"),
        "numbers_n": _("Numbers"),
        "what": _("What"),
        "shift": _("Shift"),
        "said": _("Said"),
        "given_to": _("Given to (name, time)"),
        "people": _("Who comes in the next day"),
        "numbers": _("Numbers to ring"),
        "when_away": _("When the program is away"),
        "in_this_folder": _("Packets of this team"),
        "where": _("Where"),
        "open": _("Opening times"),
        "allowed": _("What is allowed"),
        "bring": _("Bring along"),
        "watchers": _("Who watches"),
        "to_do": _("What to do"),
        "seen": _("What you see"),
        "line": _("Line, minutes"),
        "rung_through": _("Codes rung through"),
        "anything": _("Anything wrong, who was turned away, what was said"),
        "to_ring": _("Ring"),
        "no_answer": _("No answer? Ring"),
        "callers": _("ring these:"),
        "starter": _("Whoever starts the tree rings"),
        "message": _("Pass this on, word by word"),
        "rung_by": _("is rung by"),
        "into_here": _("How it comes into this area"),
        "nobody_booked": _("Nobody is booked on a shift."),
    }
