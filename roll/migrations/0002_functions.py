from django.db import migrations

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [("roll", "0001_initial"), ("lib", "0001_initial")]
    operations = [SqlFile("roll/sql/striking.sql"), SqlFile("roll/sql/normal.sql")]
