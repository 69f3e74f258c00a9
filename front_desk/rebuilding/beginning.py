"""A rebuild begins with an empty database, and leaves an empty one when it breaks off."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction

from front_desk.models import Cursor, Office
from front_desk.rebuilding.replaying import MARK
from lists.models import Result

LOCK = 7304  # advisory: one rebuild at a time
ROOMS = ("crew", "roll", "lists", "precincts", "front_desk", "boiler_room")
OF_THE_PROGRAM = {Result._meta.db_table, Office._meta.db_table}  # filled by every new database itself


class NotEmpty(Exception):
    """The database holds something, of which the argument tells; nothing was changed."""


def tables() -> list[str]:
    """Everything that entries fill, and what was worked out of it."""
    found = [model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return sorted(set(found) - OF_THE_PROGRAM)


def refuse_unless_empty() -> None:
    """Raises NotEmpty, unless what is there is from a rebuild that broke off."""
    if broke_off():
        return
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'select exists (select from "{table}")')
            if cursor.fetchone()[0] and table != Cursor._meta.db_table:
                raise NotEmpty(table)


def broke_off() -> bool:
    return Cursor.objects.filter(name=MARK).exists()


def empty() -> None:
    """Empties a database that a rebuild began to fill; raises NotEmpty for any other."""
    if not broke_off():
        raise NotEmpty(Cursor._meta.db_table)
    named = ", ".join(f'"{table}"' for table in tables())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local lock_timeout = 0")  # autovacuum gives way, after a second
        cursor.execute("set constraints all immediate")  # nothing may be left to check on these tables
        cursor.execute("set constraints all deferred")
        cursor.execute(
            "select c.relname from pg_class c where c.relkind = 'r' and c.relname ~ '^roll_(stage|ready|diff)_[0-9]+$'"
        )
        for (left,) in cursor.fetchall():
            cursor.execute(f'drop table "{left}"')
        cursor.execute(f"truncate {named} restart identity cascade")
        cursor.execute("select setval('front_desk_entry_seq', 1)")


@contextmanager
def alone():
    """Holds the rebuild's lock; raises NotEmpty when another rebuild is at work on this database."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise NotEmpty("another rebuild, which is at work on it")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
