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
        "It cannot be recorded: the office never handed this voter out under that hold, or lacks the voter or the place."
    ),
}
LONGEST_ANSWER = 500
MOST_AT_ONCE = 500  # entries that one decision settles


def settle(of: UUID, choice: str, by, answer: str = "") -> door.Verdict:
    """Enters the decision of `by` (a person). Raises door.Refused with a sentence when it cannot be."""
    payload = {"of": str(of), "choice": Settlement.Choice(choice).value}
    if answer:
        payload["answer"] = answer[:LONGEST_ANSWER]
    return door.enter("settlement", payload, by=by)


def settle_many(of: list[UUID], choice: str, by) -> int:
    """Enters one decision about all of them that still wait; answers how many it settled. Raises door.Refused for none."""
    if len(of) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} at once")
    payload = {"of": [str(pk) for pk in of], "choice": Settlement.Choice(choice).value}
    verdict = door.enter("settlement", payload, by=by)
    return Settlement.objects.filter(by_id=verdict.id, entry_id__in=of).count()


@door.records("settlement")
def record_settlement(entry: door.Entry) -> None:
    """Payload: `{"of": entry id, "choice": accept, reject or done, "answer"?: text for the sender}`; or, without an
    answer, `{"of": [ids], "choice": accept or reject}`: those of them that wait."""
    of, choice = entry.payload["of"], entry.payload["choice"]
    settled = _many(entry, of, choice) if isinstance(of, list) else _one(entry, of, choice)
    senders = dict(Entry.objects.filter(pk__in=settled).values_list("pk", "person_id"))
    Settlement.objects.bulk_create(
        Settlement(
            entry_id=pk,
            sender_id=sender,
            by_id=entry.id,
            person_id=entry.person_id,
            choice=choice,
            answer=entry.payload.get("answer", ""),
            at=entry.received_at,
        )
        for pk, sender in senders.items()
    )


def _one(entry: door.Entry, of: str, choice: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select front_desk_settle(%s, %s, %s, %s)", [of, choice, entry.id, entry.seq])
        why_not = cursor.fetchone()[0]
    if why_not:
        raise door.Refused(why_not, str(WHY_NOT[why_not]))
    return [of]


def _many(entry: door.Entry, of: list[str], choice: str) -> list[UUID]:
    if choice not in ("accept", "reject"):
        raise door.Refused("not_that_way", str(WHY_NOT["not_that_way"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "select front_desk_settle_many(%s::uuid[], %s, %s, %s)", [of, choice, entry.id, entry.seq]
        )
        settled = cursor.fetchone()[0]
    if not settled:
        raise door.Refused("settled", str(WHY_NOT["settled"]))
    return settled
