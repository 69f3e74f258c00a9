import django.db.models.deletion
from django.db import migrations, models

from lib.sqlfile import SqlFile
from precincts import categories


class Migration(migrations.Migration):
    dependencies = [("crew", "0003_shifts"), ("precincts", "0003_filestrike"), ("roll", "0005_strike_said")]
    operations = [
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "voter_id", "kind", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(choices=categories.DISAGREEMENTS, max_length=16)),
                ("basis", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "voter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="roll.voter",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["-at", "voter"], name="disagreement_newest")]},
        ),
        migrations.CreateModel(
            name="Settled",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=categories.DISAGREEMENTS, max_length=16)),
                ("basis", models.TextField()),
                ("choice", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="crew.person",
                    ),
                ),
                (
                    "voter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="roll.voter"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["-at", "-id"], name="settled_newest")]},
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["voter_id"], condition=models.Q(("category", "turned_away")), name="incident_away"
            ),
        ),
        SqlFile("precincts/sql/comparing.sql"),
    ]
