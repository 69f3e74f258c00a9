"""Who of the staff looked at or exported what, and when: for promise 11."""

from crew.models import AuditNote, Person
from lib import clock


def note(person: Person | None, what: str, /, **details) -> AuditNote:
    """Notes one look or export; `details` are ids, counts and file names, never a voter's data.

    `what` is a few words (at most 40 characters) with a verb: "searched the roll", "exported load".
    """
    return AuditNote.objects.create(at=clock.now(), person=person, what=what[:40], details=details)
