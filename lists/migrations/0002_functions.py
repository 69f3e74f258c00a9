from dataclasses import asdict

from django.db import migrations

from lib.sqlfile import SqlFile
from lists.results import RESULTS


def fill_results(apps, schema_editor):
    result = apps.get_model("lists", "Result")
    result.objects.bulk_create([result(**asdict(row)) for row in RESULTS])


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial"), ("roll", "0002_functions")]
    operations = [
        migrations.RunPython(fill_results, migrations.RunPython.noop),
        SqlFile("lists/sql/settling.sql"),
        SqlFile("lists/sql/attempting.sql"),
        SqlFile("lists/sql/calling_hours.sql"),
        SqlFile("lists/sql/holding.sql"),
        SqlFile("lists/sql/in_hand.sql"),
        SqlFile("lists/sql/freezing.sql"),
        SqlFile("lists/sql/states.sql"),
        SqlFile("lists/sql/upkeep.sql"),
    ]
