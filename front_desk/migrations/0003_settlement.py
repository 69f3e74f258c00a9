from django.db import migrations, models

from lib.sqlfile import SqlFile


class Migration(migrations.Migration):
    dependencies = [("front_desk", "0002_functions")]
    operations = [
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("sender_id", models.BigIntegerField(null=True)),
                ("by_id", models.UUIDField()),
                ("person_id", models.BigIntegerField(null=True)),
                (
                    "choice",
                    models.CharField(
                        choices=[("accept", "Accept"), ("reject", "Reject"), ("done", "Done")], max_length=8
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at"], name="settlement_at"),
                    models.Index(
                        condition=models.Q(("answer", ""), _negated=True),
                        fields=["sender_id", "at"],
                        name="settlement_answer",
                    ),
                ],
            },
        ),
        SqlFile("front_desk/sql/settlement.sql"),
        SqlFile("front_desk/sql/replaying.sql"),
        SqlFile("front_desk/sql/auditing.sql"),
    ]
