"""Which indexes a question uses: what stands beside each field in `lists/question/fields.py`, proven."""

import pytest
from django.db import connection

from lib import clock
from lists.question import compiled

USED = [  # (condition, an index that must be in the plan)
    ({"field": "history", "at_least": 1, "last": 4}, "roll_votehistory_pkey"),
    ({"field": "phone", "is": True}, "a_number_once"),
    ({"field": "attempted", "is": False, "hours": 24}, "lists_attem_voter_i"),
    ({"field": "voted", "is": False}, "voted_once"),
    ({"field": "said_voted", "is": False}, "suppressed_voter"),
    ({"field": "tags", "in": ["volunteer"]}, "voter_tags"),
    ({"field": "precinct", "in": [1]}, "roll_voter_precinct_id"),
]


@pytest.mark.parametrize(("condition", "index"), USED, ids=[index for _condition, index in USED])
def test_the_index_is_used(db, condition, index):
    where, values = compiled(condition, clock.now())
    with connection.cursor() as cursor:
        # On empty tables everything is cheap: ask which index could serve, not whether it pays.
        for way in ("seqscan", "hashjoin", "mergejoin", "material", "bitmapscan"):
            cursor.execute(f"set local enable_{way} = off")
        cursor.execute(f"explain (costs off) select count(*) from roll_voter v where {where}", values)
        plan = "\n".join(row[0] for row in cursor)
    assert index in plan, plan
