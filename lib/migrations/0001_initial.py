from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [SqlFile("lib/sql/clock.sql"), SqlFile("lib/sql/facts.sql")]
