"""What has to be so before the office opens: words compiled, static files gathered, tables up to date."""

from collections.abc import Callable
from contextlib import contextmanager

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import statics, words

MIGRATING = 0x66696C64  # advisory lock: one process at a time changes the tables


def prepare(say: Callable[[str], None] = print) -> list[str]:
    """Do all of it; returns what is wrong, a paragraph each, and then the office must not open.

    `say` is told about every step that takes longer than a moment. Safe to run at the same time on
    several machines against one database.
    """
    wrong = problems() + problems(databases=["default"])
    if wrong:
        return wrong
    for warning in doubts() + doubts(databases=["default"]):
        say(warning)
    words.compile_all(settings.VAR)
    statics.gather(say)
    migrate(say)
    return []


def migrate(say: Callable[[str], None]) -> None:
    """Bring the tables up to date, if they are not."""
    with _alone():
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not steps:
            return
        say(f"Bringing the database up to date ({len(steps)} steps) …")
        call_command("migrate", verbosity=0, interactive=False)


def problems(databases: list[str] | None = None) -> list[str]:
    """System checks that failed as errors: number, sentence and hint; see `docs/howto/one-server.md`."""
    return [str(check) for check in _failed(databases) if check.is_serious()]


def doubts(databases: list[str] | None = None) -> list[str]:
    """Our own checks that found something to look at, which need not keep the office closed."""
    return [
        str(check)
        for check in _failed(databases)
        if not check.is_serious() and check.id.startswith("fieldoffice.")
    ]


def _failed(databases: list[str] | None) -> list[checks.CheckMessage]:
    tags = [checks.Tags.database] if databases else None
    return [c for c in checks.run_checks(databases=databases, tags=tags) if not c.is_silenced()]


@contextmanager
def _alone():
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [MIGRATING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [MIGRATING])
