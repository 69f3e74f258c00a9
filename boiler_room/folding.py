"""Totals are folded up to where the log is whole, so that a read has only the last seconds to add."""

from django.db import connection

from front_desk import following

MOST_AT_ONCE = 20_000  # places in the log for one statement


def fold() -> int:
    """Folds one step on; answers the place reached."""
    upto = following.settled_up_to()
    upto = min(upto, following.position("totals") + MOST_AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("select boiler_room_fold(%s)", [upto])
        return cursor.fetchone()[0]


def fold_all() -> None:
    """Folds everything that is settled."""
    while fold() < following.settled_up_to():
        pass


def recount_if_map_changed() -> bool:
    """Adds up again when areas moved on the map; True when it did."""
    with connection.cursor() as cursor:
        cursor.execute("select boiler_room_recount()")
        return cursor.fetchone()[0]
