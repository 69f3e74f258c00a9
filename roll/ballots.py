"""Where a voter's absentee or early ballot stands, in this program's words.

A layout's `[ballot]` table puts the words of its file under these stages; a status that says nothing (blank) leaves it to
the dates: returned, sent, else requested. What no table knows is left to the dates, too, and never counts as a vote.
"""

from django.utils.translation import gettext_lazy as _

STAGES = {
    "requested": _("asked for"),
    "sent": _("sent, not back"),
    "returned": _("back, not decided"),
    "cure": _("to be cured"),
    "rejected": _("rejected"),
    "void": _("void"),
    "accepted": _("accepted"),
    "cured": _("cured and accepted"),
}
VOTED = ("accepted", "cured")
# A voter may have several ballots (spoiled, then sent anew): the one that says most counts.
MOST_SAID = ("accepted", "cured", "cure", "returned", "sent", "requested", "rejected", "void")
USUAL = {  # of a file whose layout has no table of its own
    "accepted": ("VOTED", "ACCEPTED", "COUNTED", "Y", "YES", "V"),
    "cured": ("CURED", "ACCEPTED - CURED"),
    "cure": ("CURE", "CURABLE", "NEEDS CURE", "PENDING CURE", "TO BE CURED"),
    "rejected": ("REJECTED", "NOT ACCEPTED", "NOT COUNTED"),
    "void": ("VOID", "SPOILED", "CANCELLED", "CANCELED", "UNDELIVERABLE"),
    "returned": ("RETURNED", "RECEIVED"),
    "sent": ("SENT", "MAILED", "ISSUED"),
    "requested": ("REQUESTED", "APPLIED"),
}


def stage_of(raw: str, layout) -> tuple[str, str]:
    """The stage that a status means (`""`: its dates say it), and a problem. A file without any status column lists
    those who voted."""
    if "ballot_status" not in layout.fields:
        return "accepted", ""
    word = " ".join(raw.upper().split())
    for stage, words in (layout.ballot or USUAL).items():
        if word in words:
            return stage, ""
    return "", f"an unknown ballot status, {raw[:40]!r}, is not counted as voted" if word else ""


def by_dates(stage: str) -> str:
    """SQL: the stage of the column `stage`, or what the dates say."""
    return f"""case when {stage} <> '' then {stage} when d3.returned_on_is is not null then 'returned'
               when d2.sent_on_is is not null then 'sent' else 'requested' end"""
