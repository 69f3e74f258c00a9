from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("boiler_room", "0001_initial"),
        ("front_desk", "0003_settlement"),
        ("roll", "0003_supporters"),
    ]
    operations = [
        SqlFile("boiler_room/sql/folding.sql"),
        SqlFile("boiler_room/sql/counts.sql"),
        SqlFile("boiler_room/sql/supply.sql"),
        SqlFile("boiler_room/sql/work.sql"),
    ]
