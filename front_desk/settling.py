"""Settling what was refused or waits: a person's word, an entry like any other (kind `settlement`)."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from front_desk.models import Entry, Settlement
from lib import door

WHY_NOT = {
    "unknown_entry": _("The office does not know this entry."),
    "settled": _("Somebody has settled this already."),
    "not_that_way": _("This entry cannot be settled that way."),
    "cannot": _(
        "It cannot be recorded: the office never handed this voter out under that hold, or lacks the voter."
    ),
}
LONGEST_ANSWER = 500


def settle(of: UUID, choice: str, by, answer: str = "") -> door.Verdict:
    """Enters the decision of `by` (a person). Raises door.Refused with a sentence when it cannot be."""
    payload = {"of": str(of), "choice": Settlement.Choice(choice).value}
    if answer:
        payload["answer"] = answer[:LONGEST_ANSWER]
    return door.enter("settlement", payload, by=by)


@door.records("settlement")
def record_settlement(entry: door.Entry) -> None:
    """Payload: `{"of": entry id, "choice": accept, reject or done, "answer"?: text for the sender}`."""
    of, choice = entry.payload["of"], entry.payload["choice"]
    with connection.cursor() as cursor:
        cursor.execute("select front_desk_settle(%s, %s, %s, %s)", [of, choice, entry.id, entry.seq])
        why_not = cursor.fetchone()[0]
    if why_not:
        raise door.Refused(why_not, str(WHY_NOT[why_not]))
    Settlement.objects.create(
        entry_id=of,
        sender_id=Entry.objects.values_list("person_id", flat=True).get(pk=of),
        by_id=entry.id,
        person_id=entry.person_id,
        choice=choice,
        answer=entry.payload.get("answer", ""),
        at=entry.received_at,
    )
