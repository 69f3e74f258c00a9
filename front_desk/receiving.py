"""The one door: every fact of every room comes in through `receive`, once."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from front_desk import words
from lib import door

# Recorded by SQL (front_desk/sql/receiving.sql); every other kind has a recorder in its room.
RECORDED_BY_SQL = frozenset(
    "attempt strike unstrike suppression correction ride_request tell_us handout unreadable"
    " line_report polls_report incident turned_away not_on_list post_taken".split()
)
RECEIVE = (
    "select id, verdict, reason, fresh, seq, received_at from front_desk_receive(%s, %s, %s, %s, %s, %s)"
)
REFUSE = "update front_desk_entry set verdict = 'refused', reason = %s where id = %s"
TOUCH = """select lists_settle(lists_touched(%(voters)s, null)), lists_tell_holders(lists_touched(%(voters)s, null)),
                  precincts_compare(%(voters)s)"""
BATCH = 2000


def once_more(call):
    """Runs `call` again, once, after a deadlock; one lock order keeps them rare."""
    try:
        return call()
    except OperationalError as error:
        if (
            not isinstance(error.__cause__, (DeadlockDetected, SerializationFailure))
            or connection.in_atomic_block
        ):
            raise
        return call()


@door.receiver
def receive(
    entries: list[dict], person_id: int | None = None, device_id: int | None = None, source: str = "staff"
) -> list[door.Verdict]:
    """Records facts `{"id", "kind", "seen_at", "payload"}` in one transaction; a verdict each, in their order.

    Repeats get the first verdict again. A recorder's `Refused` is that entry's verdict and leaves the others be;
    any other exception undoes everything and is raised.
    """
    return once_more(lambda: _receive(entries, person_id, device_id, source))


def _receive(entries, person_id, device_id, source) -> list[door.Verdict]:
    verdicts = []
    with transaction.atomic():
        for start in range(0, len(entries), BATCH):
            verdicts += _receive_batch(entries[start : start + BATCH], person_id, device_id, source)
    return verdicts


def _receive_batch(entries, person_id, device_id, source) -> list[door.Verdict]:
    arrivals = [
        {"id": str(e["id"]), "kind": e["kind"], "seen_at": e["seen_at"].isoformat(), "payload": e["payload"]}
        for e in entries
    ]
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, [json.dumps(arrivals), person_id, device_id, source, None, ""])
        answers = cursor.fetchall()
    verdicts = []
    for entry, (id, verdict, reason, fresh, seq, received_at) in zip(entries, answers, strict=True):
        if fresh and entry["kind"] not in RECORDED_BY_SQL:
            fact = door.Entry(
                id=id if isinstance(id, UUID) else UUID(id),
                seq=seq,
                kind=entry["kind"],
                payload=entry["payload"],
                person_id=person_id,
                device_id=device_id,
                source=source,
                seen_at=entry["seen_at"],
                received_at=received_at,
            )
            verdict, reason, said = record(fact)
            verdicts.append(door.Verdict(id, verdict, reason, said))
        else:
            verdicts.append(door.Verdict(id, verdict, reason, words.text(reason)))
    return verdicts


def record(fact: door.Entry) -> tuple[str, str, str]:
    """Lets the fact's room record it; answers verdict, reason and text. A rebuild calls this too."""
    recorder = door.recorder(fact.kind)
    if recorder is None:
        raise LookupError(f"no room records entries of kind {fact.kind!r}")
    try:
        with transaction.atomic():
            touched = recorder(fact)
            if touched:
                settle_voters(touched)
    except door.Refused as refusal:
        with connection.cursor() as cursor:
            cursor.execute(REFUSE, [refusal.reason[:24], fact.id])
        return "refused", refusal.reason, str(refusal)
    return "recorded", "", ""


def settle_voters(voters: Iterable[int]) -> None:
    """Brings the targets of voters that a recorder changed (a load, say) to where they stand now."""
    voters = list(voters)
    with connection.cursor() as cursor:
        for start in range(0, len(voters), BATCH):
            batch = voters[start : start + BATCH]
            cursor.execute(TOUCH, {"voters": batch})
