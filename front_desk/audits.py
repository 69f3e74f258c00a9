"""What the log and the journal can prove afterwards (`lib/auditing.py`)."""

import json
from collections.abc import Iterator
from itertools import batched

from django.conf import settings
from django.db import connection

from front_desk import following, journal
from lib.auditing import Check

BATCH = 2000
SETTLED_LATER = {"waiting": ("recorded", "refused"), "refused": ("recorded", "refused")}
SEALED = ("verdict", "reason", "sum")


def against_the_journal(upto: int) -> Iterator[dict]:
    """Lines that the chain or the log contradicts, and entries that the journal lacks; damage ends the look.

    `upto` is the place up to which the log was whole before the snapshot. What came in since is left for the next look,
    and so is what the clerk has not shipped yet.
    """
    last = 0
    try:
        for lines in batched(journal.lines(settings.JOURNAL), BATCH):
            lines = [line for line in lines if line["seq"] <= upto]
            if not lines:
                break
            yield from _compared(lines, after=last)
            last = lines[-1]["seq"]
    except journal.Damaged as damage:
        yield {"place": last, "is": f"journal damaged: {damage}"}


def _compared(lines: list[dict], after: int) -> Iterator[dict]:
    with connection.cursor() as cursor:
        cursor.execute(journal.ROWS, [after, lines[-1]["seq"], 2 * len(lines) + BATCH])
        log = {seq: json.loads(body) for seq, body in cursor.fetchall()}
    for line in lines:
        entry = log.pop(line["seq"], None)
        if entry and "stamped" not in line:
            entry.pop("stamped", None)  # it waited when it was shipped, and is recorded since
        if entry is None:
            yield {"place": line["seq"], "entry": line["id"], "is": "in the journal, not in the log"}
        elif {k: v for k, v in line.items() if k not in SEALED} != {
            k: entry[k] for k in entry if k not in SEALED
        }:
            yield {"place": line["seq"], "entry": line["id"], "is": "another in the log"}
        elif not _may_have_become(line["verdict"], entry["verdict"]):
            yield {
                "place": line["seq"],
                "entry": line["id"],
                "is": f"{line['verdict']} became {entry['verdict']}",
            }
    for seq, entry in log.items():
        yield {"place": seq, "entry": entry["id"], "is": "in the log, not in the journal"}


def _may_have_become(then: str, now: str) -> bool:
    """A person may settle what waited or was refused; what was recorded stays so."""
    return then == now or now in SETTLED_LATER.get(then, ())


SQL = "front_desk/sql/audit"
CHECKS = [
    Check(
        "journal",
        1,
        "Journal and log have the same entries, and the journal's chain is whole.",
        rows=against_the_journal,
        before=following.settled_up_to,
    ),
    Check(
        "recorded", 2, "What was recorded is in its room once, and nothing else is.", f"{SQL}/recorded.sql"
    ),
    Check(
        "withdrawn", 2, "What was withdrawn no longer counts, and nothing else was.", f"{SQL}/withdrawn.sql"
    ),
    Check("reports", 2, "Reports, incidents and rides are what the log says, once.", f"{SQL}/reports.sql"),
    Check("incidents", 2, "Every incident stands as what was done about it left it.", f"{SQL}/incidents.sql"),
    Check("strike codes", 2, "A code means one voter of its precinct, for good.", f"{SQL}/codes.sql"),
    Check("reversals", 2, "What is reversed does not count, and nothing else was.", f"{SQL}/reversals.sql"),
    Check("posts", 2, "Posts are what the log says.", f"{SQL}/posts.sql"),
    Check("holders", 11, "Who stands at a post, and since when, is what the log says.", f"{SQL}/holders.sql"),
    Check("shifts", 2, "Shifts are what the log says.", f"{SQL}/shifts.sql"),
    Check("bookings", 2, "Who is booked, comes and was there is what the log says.", f"{SQL}/bookings.sql"),
    Check("hand-outs", 3, "The log has every hand-out as it is remembered.", f"{SQL}/handouts.sql"),
    Check("overlap", 3, "No number was handed out while somebody had it.", f"{SQL}/overlap.sql"),
    Check("struck", 5, "No voter was handed out after a strike.", f"{SQL}/struck.sql"),
    Check("hours", 6, "No voter was handed out outside calling hours.", f"{SQL}/hours.sql"),
    Check("suppressed", 6, "No suppressed voter or number was handed out.", f"{SQL}/suppressed.sql"),
    Check("limits", 6, "No target was handed out beyond its attempts.", f"{SQL}/limits.sql"),
    Check(
        "senders", 11, "Devices speak for their own person, of voters handed to them.", f"{SQL}/senders.sql"
    ),
]
