"""What people do to a database at noon: locks, and too many connections."""

import time

import psycopg

from drills.here import broke, here, note
from drills.office import until

SOON = 60  # seconds
LAG = 50  # entries that the journal may be behind on any day
NAMED = "drill"  # application_name of what we open: the runbook's query shows it
BLOCKING = """
select distinct b.pid from pg_stat_activity w cross join unnest(pg_blocking_pids(w.pid)) as b(pid)
join pg_stat_activity a on a.pid = b.pid where cardinality(pg_blocking_pids(b.pid)) = 0
"""
WAITING = "select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0"
BEHIND = """
select (select max(seq) from front_desk_entry) - (select seq from front_desk_cursor where name = 'journal')
"""
MANY = """
select application_name from pg_stat_activity where backend_type = 'client backend'
group by 1 order by count(*) desc limit 1
"""


def _open() -> psycopg.Connection:
    connection = psycopg.connect(here().office.database_url, application_name=NAMED)
    here().open.append(connection)
    return connection


def lock_hot_table() -> None:
    """Somebody adds a column in psql and goes for a coffee."""
    _open().execute("lock table lists_target in access exclusive mode")
    broke()


def storm() -> int:
    """Connections are opened until the server has none left."""
    n = 0
    try:
        while True:
            _open()
            n += 1
    except psycopg.OperationalError:
        broke()
    return note("connections opened", n)


def nobody_notices(seconds: float) -> None:
    """As long as it takes somebody to see it and to open the runbook."""
    time.sleep(seconds)


def somebody_waits() -> int:
    return note("waited", until(lambda: _asked(WAITING), SOON, "somebody waits for the lock"))


def journal_stands_still() -> int:
    """Entries come in, and the journal does not get past what holds it up."""
    office = here().office
    behind = until(lambda: max(0, office.one(BEHIND) - LAG), SOON, "the journal falls behind")
    return note("entries behind", LAG + behind)


def end_the_blocker() -> int:
    return _end(BLOCKING)


def end_the_many() -> int:
    """Ends all connections of whoever has most of them."""
    with here().office.connect(
        "postgres"
    ) as server:  # the three places that are kept free are the superuser's
        name = server.execute(MANY).fetchone()[0]
        if name != NAMED:
            raise AssertionError(f"the runbook's query names {name!r}")
        ended = "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = %s"
        return server.execute(ended, [name]).fetchone()[0]


def _asked(statement: str):
    with here().office.connect("postgres") as server:
        row = server.execute(statement).fetchone()
        return row and row[0]


def _end(query: str) -> int:
    """The runbook's query must name what this drill opened: ending anything else would be the next trouble."""
    with here().office.connect("postgres") as server:
        found = server.execute(query).fetchone()
        ours = [connection.info.backend_pid for connection in here().open]
        if found is None or found[0] not in ours:
            raise AssertionError(f"the runbook's query named {found}, and not {ours}")
        server.execute("select pg_terminate_backend(%s)", found)
        return found[0]


def let_go() -> None:
    """Whatever this drill still holds."""
    while here().open:
        try:
            here().open.pop().close()
        except psycopg.Error:
            continue
