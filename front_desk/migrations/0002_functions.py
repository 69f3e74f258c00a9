from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("front_desk", "0001_initial"),
        ("lists", "0002_functions"),
        ("precincts", "0002_functions"),
        ("crew", "0001_initial"),
    ]
    operations = [
        SqlFile("front_desk/sql/following.sql"),
        SqlFile("front_desk/sql/receiving.sql"),
        SqlFile("front_desk/sql/outbox.sql"),
    ]
