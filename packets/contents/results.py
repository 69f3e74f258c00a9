"""The boxes of a call sheet or walk list: a letter for each result, the same on paper and on the keys of who types it in."""

from django.utils.translation import gettext as _

from packets.models import Packet

# A letter stays the same in every language: a county's paper is typed in by whoever is there.
LETTERS = {
    "N": "not_home",
    "L": "left_message",
    "B": "busy",
    "C": "contacted",
    "R": "refused",
    "K": "call_back",
    "V": "already_voted",
    "W": "wrong_number",
    "X": "disconnected",
    "M": "moved",
    "D": "deceased",
    "G": "language_barrier",
    "O": "do_not_call",
    "A": "inaccessible",
}
AT = {Packet.Kind.CALLS: "NLBCRKVWXMDGO", Packet.Kind.WALKS: "NCRKVALMDGO"}


def boxes(kind: str) -> list[list[str]]:
    """`[letter, what it means]` of the boxes on a packet of that kind, in the language of now."""
    told = {
        "N": _("nobody answered"),
        "L": _("message left"),
        "B": _("busy"),
        "C": _("talked"),
        "R": _("hung up, refused"),
        "K": _("call again"),
        "V": _("has voted"),
        "W": _("wrong number"),
        "X": _("no such number"),
        "M": _("moved"),
        "D": _("has died"),
        "G": _("other language"),
        "O": _("never call again"),
    }
    if kind == Packet.Kind.WALKS:
        told |= {
            "N": _("not home"),
            "L": _("leaflet left"),
            "R": _("refused"),
            "K": _("come again"),
            "A": _("no way in"),
            "O": _("never come again"),
        }
    return [[letter, told[letter]] for letter in AT[kind]]
