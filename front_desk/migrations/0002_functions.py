import uuid

from django.db import migrations

from lib.sqlfile import SqlFile


def open_office(apps, schema_editor):
    apps.get_model("front_desk", "Office").objects.create(era=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [
        ("front_desk", "0001_initial"),
        ("lists", "0002_functions"),
        ("crew", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(open_office, migrations.RunPython.noop),
        SqlFile("front_desk/sql/following.sql"),
        SqlFile("front_desk/sql/receiving.sql"),
        SqlFile("front_desk/sql/outbox.sql"),
    ]
