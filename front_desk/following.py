"""Following the log by its commits: who reads on from a place never skips an entry that commits late.

Writers announce themselves before they draw places (`front_desk_announce`), so `settled_up_to` knows the
place below which no gap can still be filled. It waits for transactions that write entries, for no others.
"""

from django.db import connection

from front_desk.models import Cursor

LAG = """
select count(*), coalesce(extract(epoch from real_now() - min(e.received_at)), 0)::float
from (select received_at from front_desk_entry where seq > %s order by seq limit %s) e
"""
MOST_COUNTED = 10_000


def settled_up_to() -> int:
    """The place up to which the log is whole. Read rows in a later statement, so that it sees them."""
    with connection.cursor() as cursor:
        cursor.execute("select front_desk_settled_up_to()")
        return cursor.fetchone()[0]


def position(name: str) -> int:
    """How far the follower `name` has come; 0 when it has not begun."""
    return Cursor.objects.filter(name=name).values_list("seq", flat=True).first() or 0


def advance(name: str, seq: int) -> None:
    Cursor.objects.update_or_create(name=name, defaults={"seq": seq})


def lag(name: str) -> dict:
    """What the follower has still before it: `{"entries": int, "seconds": float}`, counted to 10,000."""
    with connection.cursor() as cursor:
        cursor.execute(LAG, [position(name), MOST_COUNTED])
        entries, seconds = cursor.fetchone()
    return {"entries": entries, "seconds": max(seconds, 0.0)}
