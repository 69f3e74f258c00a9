"""Ways to write many rows fast, and what is worked out after them."""

from contextlib import contextmanager

from django.db import connection

from roll.loading import keepsakes, tables
from roll.models import Load


def draw(table: str, count: int) -> int:
    """The first of `count` consecutive ids of `table`. Loads hold the roll's lock, so nobody draws in between."""
    return tables.one(
        "select setval(s.name, nextval(s.name) + %s) - %s from (select pg_get_serial_sequence(%s, 'id') as name) s",
        [count - 1, count - 1, table],
    )


def unused() -> bool:
    """Whether nobody works with the roll yet: not one row of any room refers to a voter."""
    return not any(
        tables.one(f"select exists (select from {table} where {column} is not null)")
        for table, column in tables.references("roll_voter")
    )


@contextmanager
def without_indexes(names: list[str]):
    """Inside the block these tables have no indexes but those that others refer to; after it they have them again.

    Only for tables still empty or `unused`, where nobody waits for the lock: building an index once is several times
    as fast as growing it row by row.
    """
    kept = []
    with connection.cursor() as cursor:
        if names:
            cursor.execute("set constraints all immediate")  # nothing may be left to check on these tables
            cursor.execute("set constraints all deferred")
        for table in names:
            cursor.execute(
                """
                select i.relname, pg_get_indexdef(i.oid), c.conname, pg_get_constraintdef(c.oid)
                from pg_index x join pg_class i on i.oid = x.indexrelid
                left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u')
                where x.indrelid = %s::regclass
                  and not exists (select from pg_constraint f where f.conindid = i.oid and f.contype = 'f')
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


def settle_households(load: Load) -> None:
    """For the households of voters whom `load` changed, before or after: the precinct is that of who lives
    there; one where nobody is registered any more is removed, its image kept."""
    mine = """(select (b.image->>'household_id')::bigint as id from roll_before b
               where b.load_id = %s and b.kind = 'voter'
               union select v.household_id from roll_before b join roll_voter v on v.id = b.row
               where b.load_id = %s and b.kind = 'voter')"""
    empty = f"t.id in {mine} and not exists (select from roll_voter v where v.household_id = t.id)"
    keepsakes.remember(load, "household", "roll_household", empty, [load.pk, load.pk])
    tables.run(f"delete from roll_household t where {empty}", [load.pk, load.pk])
    tables.run(
        f"""
        update roll_household h set precinct_id = lived.precinct_id
        from (select v.household_id, min(v.precinct_id) as precinct_id from roll_voter v
              where v.household_id in {mine} group by 1) lived
        where h.id = lived.household_id and h.precinct_id is distinct from lived.precinct_id""",
        [load.pk, load.pk],
    )


def learn_terms(load: Load) -> None:
    """Adds the names and streets of a load to the words that a mistyped search is compared with."""
    ready = tables.ready(load)
    for kind, sql in (
        ("last", f"select distinct last_name from {ready} where last_name <> ''"),
        ("first", f"select distinct first_name from {ready} where first_name <> ''"),
        ("street", "select distinct street from roll_household where street <> ''"),
    ):
        words = [word for (word,) in tables.rows(sql)]
        tables.run(
            "insert into roll_term (kind, word) select %s, unnest(%s::text[]) on conflict do nothing",
            [kind, words],
        )
