"""Ballots become spans. What an office had of them comes again with its next nightly file."""

import django.db.models.deletion
from django.db import migrations, models

OPEN = models.Q(("ended_by", None))


class Migration(migrations.Migration):
    dependencies = [("crew", "0003_shifts"), ("roll", "0003_supporters")]
    operations = [
        migrations.DeleteModel(name="Ballot"),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=60)),
                ("election_on", models.DateField()),
                ("source_id", models.CharField(db_collation="C", max_length=24)),
                ("stage", models.CharField(max_length=10)),
                ("status", models.CharField(blank=True, max_length=60)),
                ("method", models.CharField(blank=True, max_length=40)),
                ("requested_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("returned_on", models.DateField(null=True)),
                ("line", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("ended_by", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="crew.area",
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="roll.load"
                    ),
                ),
                (
                    "voter",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="roll.voter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["file", "election_on", "county"], condition=OPEN, name="ballot_of_file"
                    ),
                    models.Index(
                        fields=["county", "election_on", "stage"], condition=OPEN, name="ballot_chase"
                    ),
                    models.Index(
                        fields=["ended_by"],
                        condition=models.Q(("ended_by", None), _negated=True),
                        name="ballot_ended",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("voter", "file", "election_on"), condition=OPEN, name="one_ballot_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=60)),
                ("election_on", models.DateField()),
                ("stage", models.CharField(max_length=10)),
                ("on_roll", models.BooleanField()),
                ("n", models.IntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="crew.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "election_on", "county", "stage", "on_roll"),
                        name="one_count_of_ballots",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
