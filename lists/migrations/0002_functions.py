from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial"), ("roll", "0002_functions")]
    operations = [
        SqlFile("lists/sql/settling.sql"),
        SqlFile("lists/sql/attempting.sql"),
        SqlFile("lists/sql/calling_hours.sql"),
        SqlFile("lists/sql/holding.sql"),
        SqlFile("lists/sql/in_hand.sql"),
        SqlFile("lists/sql/paper.sql"),
        SqlFile("lists/sql/rebuilding.sql"),
        SqlFile("lists/sql/freezing.sql"),
        SqlFile("lists/sql/states.sql"),
        SqlFile("lists/sql/upkeep.sql"),
    ]
