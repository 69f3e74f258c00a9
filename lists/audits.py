"""What this room can prove afterwards (`lib/auditing.py`)."""

from collections.abc import Iterator

from django.db import connection

from lib.auditing import Check
from lists.freezing import keeping
from lists.models import Sheet

BATCH = 5000  # targets
NEXT = (
    "select array_agg(id order by id) from (select id from lists_target where id > %s order by id limit %s) t"
)
DIFFER = """
select t.id, array_to_json(array[row(t.left_n, t.dial, t.due_at, t.priority, t.hold)::text,
                                 row(s.left_n, s.dial, s.due_at, s.priority, s.hold)::text])
from lists_target t join lists_standing(%s) s on s.target_id = t.id
where (t.left_n, t.dial, t.due_at, t.priority, t.hold)
      is distinct from (s.left_n, s.dial, s.due_at, s.priority, s.hold)
order by t.id
"""


def standing() -> Iterator[dict]:
    """Targets that do not stand where the facts say: members left, number, due, priority, hold."""
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(NEXT, [last, BATCH])
            (ids,) = cursor.fetchone()
            if not ids:
                return
            cursor.execute(DIFFER, [ids])
            for target, (stands, facts) in cursor.fetchall():
                yield {"target": target, "stands": stands, "facts": facts}
            last = ids[-1]


def member_lists() -> Iterator[dict]:
    """Sheets whose kept member list is missing or changed."""
    for sheet in Sheet.objects.exclude(members_file="").order_by("pk"):
        try:
            next(keeping.read(sheet.members_file), None)
        except keeping.Missing as missing:
            yield {"sheet": sheet.pk, "is": str(missing)}


CHECKS = [
    Check(
        "member lists",
        1,
        "The member list of every sheet lies unchanged among the kept files.",
        rows=member_lists,
    ),
    Check("one result", 2, "A hold and voter have one result that stands.", "lists/sql/audit/one_result.sql"),
    Check(
        "claims",
        3,
        "A number that is held was handed to the device that holds it.",
        "lists/sql/audit/claims.sql",
    ),
    Check("standing", 4, "Every target stands where the facts say.", rows=standing),
    Check("states", 4, "The states of a sheet add up to its members.", "lists/sql/audit/states.sql"),
    Check(
        "numbers",
        4,
        "Targets are found by all their numbers and by no others.",
        "lists/sql/audit/numbers.sql",
    ),
]
