"""What this room can prove afterwards (`lib/auditing.py`)."""

import hashlib
from collections.abc import Iterator

from lib.auditing import Check
from roll.loading import keeping
from roll.models import Load


def kept_files() -> Iterator[dict]:
    """Files of accepted loads that are missing or changed, and those that a wipe left."""
    loads = Load.objects.exclude(accepted_at=None).order_by("pk")
    seen: set[str] = set()
    for load in loads.filter(wiped_at=None):
        seen.add(load.sha256)
        path = keeping.path_of(load.sha256)
        if not path.exists():
            yield {"load": load.pk, "file": load.sha256, "is": "missing"}
        elif not keeping.is_redacted(load.sha256):
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != load.sha256:
                    yield {"load": load.pk, "file": load.sha256, "is": "changed"}
    for load in loads.exclude(wiped_at=None).exclude(sha256__in=seen):
        if keeping.path_of(load.sha256).exists():
            yield {"load": load.pk, "file": load.sha256, "is": "wiped, and still there"}


CHECKS = [
    Check(
        "kept files",
        1,
        "The file of every load lies unchanged among the kept ones, until it is wiped.",
        rows=kept_files,
    ),
    Check(
        "spans of voting",
        5,
        "A voter counts as having voted while a strike stands.",
        "roll/sql/audit/voted.sql",
    ),
    Check(
        "supporters",
        12,
        "Supporters, and those of them who have voted, are whom the office's choice, scores and IDs say.",
        "roll/sql/audit/supporters.sql",
    ),
    Check(
        "counts of ballots",
        12,
        "Ballots by county are the recount of those that stand.",
        "roll/sql/audit/ballots.sql",
    ),
    Check("strays", 4, "Every row of the roll finds what it refers to.", "roll/sql/audit/strays.sql"),
]
