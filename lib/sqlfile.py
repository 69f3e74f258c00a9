"""A migration step that runs a file of SQL: functions stand in `<room>/sql/`, one idea a file."""

from pathlib import Path

from django.db import migrations

ROOT = Path(__file__).resolve().parent.parent


class SqlFile(migrations.RunPython):
    """Runs `path` (from the repository's root) whole; there is no way back but an older back-up."""

    def __init__(self, path: str):
        self.path = path
        super().__init__(self.run, migrations.RunPython.noop)

    def run(self, apps, schema_editor) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute((ROOT / self.path).read_text())

    def deconstruct(self):
        return (f"{type(self).__module__}.{type(self).__name__}", [self.path], {})
