"""Sequences of primary keys, after rows came in with keys of their own."""

from django.apps import apps
from django.db import connection, models

SET = """
select setval(pg_get_serial_sequence(%s, %s), greatest(highest, %s, 1), greatest(highest, %s) > 0)
from (select coalesce(max({column}), 0) as highest from {table}) there
"""


def above_what_is_there(drawn: dict[str, int]) -> None:
    """Sets the sequence of every table above its highest key, and above `drawn` {table: last key given out}."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            key = model._meta.pk
            if isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
                table, column = model._meta.db_table, key.column
                least = drawn.get(table, 0)
                statement = SET.format(table=f'"{table}"', column=f'"{column}"')
                cursor.execute(statement, [f'"{table}"', column, least, least])
