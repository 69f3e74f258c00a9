"""Which indexes a question uses: what stands beside each field in `lists/question/fields.py`, proven."""

import pytest
from django.db import connection

from lib import clock
from lists.question import compiled

USED = [  # (condition, an index that must be in the plan)
    ({"field": "history", "at_least": 1, "last": 4}, "roll_votehistory_pkey"),
    ({"field": "history", "at_least": 2, "last": 4}, "roll_votehistory_pkey"),
    ({"field": "phone", "is": True}, "a_number_once"),
    ({"field": "attempted", "is": False, "hours": 24}, "lists_attem_voter_i"),
    ({"field": "voted", "is": False}, "voted_once"),
    ({"field": "ballot", "in": ["sent"]}, "one_ballot_open"),
    ({"field": "said_voted", "is": False}, "suppressed_voter"),
    ({"field": "tags", "in": ["volunteer"]}, "voter_tags"),
    ({"field": "precinct", "in": [1]}, "roll_voter_precinct_id"),
]


@pytest.mark.parametrize(("condition", "index"), USED, ids=[index for _condition, index in USED])
def test_the_index_is_used(db, condition, index):
    where, values = compiled(condition, clock.now())
    with connection.cursor() as cursor:
        # On empty tables everything costs the same: ask whether the index can serve, not whether it pays.
        _leave_alone(cursor, index)
        for way in ("seqscan", "hashjoin", "mergejoin", "material"):
            cursor.execute(f"set local enable_{way} = off")
        cursor.execute(f"explain (costs off) select count(*) from roll_voter v where {where}", values)
        plan = "\n".join(row[0] for row in cursor)
    assert index in plan, plan


def _leave_alone(cursor, index: str) -> None:
    """Until this transaction is rolled back, `index` (its name's beginning) is the only one of its table."""
    cursor.execute(
        "select o.indrelid::regclass::text, o.indexrelid::regclass::text, c.conname from pg_index i"
        " join pg_index o on o.indrelid = i.indrelid and o.indexrelid <> i.indexrelid"
        " left join pg_constraint c on c.conindid = o.indexrelid and c.conrelid = o.indrelid"
        " where i.indexrelid::regclass::text like %s",
        [index + "%"],
    )
    for table, other, constraint in cursor.fetchall():
        if constraint:
            cursor.execute(f'alter table {table} drop constraint "{constraint}" cascade')
        else:
            cursor.execute(f"drop index {other}")
