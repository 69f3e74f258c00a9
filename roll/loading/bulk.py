"""Ways to write many rows fast, and what is worked out after them."""

from contextlib import contextmanager

from django.db import connection

from roll.loading import tables
from roll.models import Load


def draw(table: str, count: int) -> int:
    """The first of `count` consecutive ids of `table`. Loads hold the roll's lock, so nobody draws in between."""
    return tables.one(
        "select setval(s.name, nextval(s.name) + %s) - %s from (select pg_get_serial_sequence(%s, 'id') as name) s",
        [count - 1, count - 1, table],
    )


@contextmanager
def without_indexes(names: list[str]):
    """Inside the block these tables have no indexes but their primary key; after it they have them again.

    Only for tables still empty, where nobody waits for the lock: building an index once is several times as
    fast as growing it row by row.
    """
    kept = []
    with connection.cursor() as cursor:
        for table in names:
            cursor.execute(
                """
                select i.relname, pg_get_indexdef(i.oid), c.conname, pg_get_constraintdef(c.oid)
                from pg_index x join pg_class i on i.oid = x.indexrelid
                left join pg_constraint c on c.conindid = i.oid and c.contype = 'u'
                where x.indrelid = %s::regclass and not x.indisprimary
                order by i.relname""",
                [table],
            )
            for index, definition, constraint, body in cursor.fetchall():
                if constraint:
                    kept.append(f'alter table {table} add constraint "{constraint}" {body}')
                    cursor.execute(f'alter table {table} drop constraint "{constraint}"')
                else:
                    kept.append(definition)
                    cursor.execute(f'drop index "{index}"')
        yield
        for definition in kept:
            cursor.execute(definition)


def drop_empty_households(load: Load) -> None:
    """Removes households that the voters of `load` have left and where nobody is registered any more."""
    tables.run(
        """
        delete from roll_household h using roll_before b
        where b.load_id = %s and b.kind = 'voter' and h.id = (b.image->>'household_id')::bigint
          and not exists (select from roll_voter v where v.household_id = h.id)""",
        [load.pk],
    )


def learn_terms(load: Load) -> None:
    """Adds the names and streets of a load to the words that a mistyped search is compared with."""
    ready = tables.ready(load)
    for kind, sql in (
        ("last", f"select distinct last_name from {ready} where last_name <> ''"),
        ("first", f"select distinct first_name from {ready} where first_name <> ''"),
        ("street", "select distinct street from roll_household where street <> ''"),
    ):
        tables.run(
            f"insert into roll_term (kind, word) select %s, word from ({sql}) t(word) on conflict do nothing",
            [kind],
        )
