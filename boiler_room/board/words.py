"""What the entries behind a figure are called, and from whom they came."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boiler_room.board.entries import Row
from boiler_room.desk import words
from boiler_room.models import KNOWN, What
from crew.models import Person

FIGURES = {
    What.SUPPORTERS: gettext_lazy("Banked votes"),
    What.VOTED: gettext_lazy("Voters struck"),
    What.CALLS: gettext_lazy("Calls"),
    What.CONTACTS: gettext_lazy("Contacts"),
    KNOWN: gettext_lazy("Supporters on the roll"),
}
SAYS = {
    What.SUPPORTERS: gettext_lazy("One for each supporter who has voted: the first strike that stands."),
    What.VOTED: gettext_lazy("One for each voter who has voted: the first strike that stands."),
    What.CALLS: gettext_lazy("Every result of a call that stands; who skips a voter has not called."),
    What.CONTACTS: gettext_lazy("Every call in which somebody was spoken to."),
    KNOWN: gettext_lazy("By what made them so: a file with scores, an answer, or the office's choice."),
}
KINDS = words.KINDS | {
    "load": gettext_lazy("File accepted"),
    "load_taken_back": gettext_lazy("File taken back"),
    "supporters": gettext_lazy("Who counts was chosen"),
    "reversal": gettext_lazy("Strikes reversed"),
    "settlement": gettext_lazy("Settled at the desk"),
}
SOURCES = {
    "device": gettext_lazy("a phone"),
    "staff": gettext_lazy("staff"),
    "desk": gettext_lazy("the desk"),
    "office": gettext_lazy("the office"),
}


def what(row: Row) -> str:
    """`Struck as voted`, `Call: Contacted`, or the file's name."""
    if row.entry is None:
        return _("Not in the log")
    kind, said = row.entry.kind, row.entry.payload
    if kind == "attempt":
        return _("Call: %(result)s") % {"result": words.RESULTS.get(said.get("result"), said.get("result"))}
    if kind == "load":
        return f"{KINDS['load']}: {said.get('file_name', '')}"
    return str(KINDS.get(kind, kind))


def source(row: Row, people: dict[int, Person]) -> str:
    """By whom, or from which file it was taken."""
    if row.entry is None:
        return ""
    person = people.get(row.entry.person_id)
    named = str(SOURCES.get(row.entry.source, row.entry.source))
    return f"{person.name} · {named}" if person else named
