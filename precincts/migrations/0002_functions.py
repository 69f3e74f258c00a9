from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [("precincts", "0001_initial"), ("roll", "0002_functions")]
    operations = [
        SqlFile("precincts/sql/codes.sql"),
        SqlFile("precincts/sql/rules.sql"),
        SqlFile("precincts/sql/reversing.sql"),
        SqlFile("precincts/sql/recording.sql"),
    ]
