"""What this room can prove afterwards (`lib/auditing.py`)."""

from lib.auditing import Check

CHECKS = [
    Check("results", 12, "Folded results are a recount of the calls.", "boiler_room/sql/audit/tally.sql"),
    Check(
        "totals", 12, "Folded totals are a recount of calls and votes.", "boiler_room/sql/audit/totals.sql"
    ),
]
