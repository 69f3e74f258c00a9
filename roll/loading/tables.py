"""The working tables of one load: unlogged, dropped when the load is accepted or refused."""

from django.db import connection

from roll.models import Load


def stage(load: Load) -> str:
    """Text as read: `line bigint` and one text column for each field of the role."""
    return f"roll_stage_{load.pk}"


def ready(load: Load) -> str:
    """Rows fit to be written, one for each line accepted."""
    return f"roll_ready_{load.pk}"


def diff(load: Load) -> str:
    """Which rows of `ready` are new (`voter_id` null) or change a voter."""
    return f"roll_diff_{load.pk}"


def exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s) is not null", [name])
        return cursor.fetchone()[0]


def drop(load: Load) -> None:
    with connection.cursor() as cursor:
        for name in (stage(load), ready(load), diff(load)):
            cursor.execute(f"drop table if exists {name}")


def run(sql: str, params=None) -> int:
    """Runs one statement; answers how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def rows(sql: str, params=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def references(table: str) -> list[tuple[str, str]]:
    """Tables of any room that refer to `table`, and by which column, by the database's own account."""
    return rows(
        """
        select c.conrelid::regclass::text, a.attname
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = %s::regclass
        order by 1, 2""",
        [table],
    )


def tune() -> None:
    """For the rest of this transaction: memory and plans for statements over whole files, and no time-out."""
    run(
        "select set_config('work_mem', '256MB', true), set_config('maintenance_work_mem', '512MB', true),"
        " set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),"
        " set_config('statement_timeout', '0', true),"
        " set_config('parallel_tuple_cost', '0.001', true), set_config('parallel_setup_cost', '100', true),"
        " set_config('jit', 'off', true), set_config('max_parallel_maintenance_workers', '2', true)"
    )
    # An index is logged page by page; pressing each page takes as long as sorting it in. Where the server is not ours
    # we may not choose.
    run(
        "select set_config('wal_compression', 'off', true) where has_parameter_privilege('wal_compression', 'set')"
    )


def sample_statistics(table: str, columns: str) -> None:
    """Enough statistics on a working table for the planner to see its size, at a tenth of the usual cost."""
    run("select set_config('default_statistics_target', '10', true)")
    run(f"analyze {table} ({columns})")
    run("select set_config('default_statistics_target', '100', true)")


def one(sql: str, params=None):
    """The single value of a single row."""
    return rows(sql, params)[0][0]
