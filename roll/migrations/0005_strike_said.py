from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roll", "0004_ballots")]
    operations = [
        migrations.AddField("strike", "precinct_id", models.BigIntegerField(null=True)),
        migrations.AddField("strike", "set_aside", models.BigIntegerField(null=True)),
    ]
