"""Universes, scripts and sheets, and the hot tables behind a hand-out (their SQL stands in `lists/sql/`)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Universe(models.Model):
    """A saved question that chooses voters; `question` is the readable form that compiles to SQL."""

    name = models.CharField(max_length=80)
    area = models.ForeignKey("crew.Area", models.PROTECT, null=True)
    question = models.JSONField()
    made_by = models.ForeignKey("crew.Person", models.SET_NULL, null=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)


class Script(models.Model):
    name = models.CharField(max_length=80)
    area = models.ForeignKey("crew.Area", models.PROTECT, null=True)
    made_at = models.DateTimeField()


class ScriptVersion(models.Model):
    """What a caller reads and asks: never changed once made, so an answer always finds its question."""

    script = models.ForeignKey(Script, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    says = models.JSONField(
        default=dict
    )  # step -> answer -> 1 to 5: which answers are IDs, taken from the body
    made_by = models.ForeignKey("crew.Person", models.SET_NULL, null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["script", "number"], name="a_version_once")]


class Result(models.Model):
    """A result code and what it does; the rows come from `lists/results.py`."""

    code = models.CharField(max_length=20, primary_key=True)
    contact = models.BooleanField()  # a live conversation with the target
    ends = models.BooleanField()  # the voter is done on this sheet
    destructive = models.BooleanField()
    suppresses = models.CharField(max_length=16, null=True)  # the kind of suppression it makes
    rest_minutes = models.IntegerField()  # default rest before the number is tried again


class Sheet(models.Model):
    """A universe frozen for one channel, pass and script."""

    name = models.CharField(max_length=80)
    area = models.ForeignKey("crew.Area", models.PROTECT, null=True)
    universe = models.ForeignKey(Universe, models.PROTECT, null=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")  # the pass before
    script_version = models.ForeignKey(ScriptVersion, models.PROTECT)
    channel = models.CharField(max_length=8, default="phone")  # or walk: a target is a door
    turf_doors = models.PositiveSmallIntegerField(default=0)  # doors in a turf of a walk sheet, in their rank
    pass_number = models.PositiveSmallIntegerField(default=1)
    priority = models.SmallIntegerField(default=5)  # 1 is handed out first
    paused = models.BooleanField(default=False)
    hours_from = models.TimeField()  # the voter's own clock
    hours_to = models.TimeField()
    attempts_a_day = models.PositiveSmallIntegerField(default=3)
    attempts_in_all = models.PositiveSmallIntegerField(default=4)
    rests = models.JSONField(default=dict)  # result code -> minutes, where not the default
    members_file = models.CharField(max_length=64)  # checksum of the kept member list
    frozen_at = models.DateTimeField()
    share = models.IntegerField(null=True)  # when it runs short: most holds a device may carry
    made_by = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    report = models.JSONField(default=dict)  # what freezing found: members, targets, no_number, set_aside
    teams = models.ManyToManyField("crew.Team", through="SheetTeam")


class SheetTeam(models.Model):
    pk = models.CompositePrimaryKey("team_id", "sheet_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE)
    team = models.ForeignKey("crew.Team", models.CASCADE)


class SheetZone(models.Model):
    """Which languages and zones a sheet holds: the few queues that a hand-out looks into."""

    pk = models.CompositePrimaryKey("sheet_id", "lang", "zone_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE)
    lang = models.CharField(max_length=8)
    zone = models.ForeignKey("roll.Zone", models.PROTECT)


class Target(models.Model):
    """Voters of one sheet who are linked by shared numbers, or live behind one door: the unit that is held.

    `left_n` members may still be called, at `dial`, from `due_at`: all three are functions of the facts,
    worked out by `lists_settle`, so that a withdrawal or a late arrival needs no case of its own. A row with
    `left_n > 0` and no `hold` stands in the queue; ranks are dates long past. A sheet's are made at
    once, by `lists_fill` alone, so the database does not look up the sheet and zone of each again. `phones` of a
    door is its household as `lists_door` writes it.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, db_constraint=False)
    lang = models.CharField(max_length=8)
    zone = models.ForeignKey("roll.Zone", models.PROTECT, db_constraint=False, db_index=False)
    priority = models.SmallIntegerField(default=1)  # 0: a promised call-back
    due_at = models.DateTimeField()
    rank = models.IntegerField()
    left_n = models.SmallIntegerField()
    dial = models.CharField(max_length=16, null=True)
    phones = ArrayField(models.CharField(max_length=16))
    hold = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["sheet", "lang", "zone", "priority", "due_at"],
                condition=Q(left_n__gt=0, hold=None),
                name="lists_queue",
            ),
        ]


class Member(models.Model):
    pk = models.CompositePrimaryKey("voter_id", "sheet_id")
    voter = models.ForeignKey("roll.Voter", models.CASCADE, db_index=False)
    sheet = models.ForeignKey(Sheet, models.CASCADE, db_constraint=False)  # its index: a sheet's states
    target = models.ForeignKey(Target, models.CASCADE, null=True, db_constraint=False)  # null: no number
    rank = models.IntegerField()


class Number(models.Model):
    """Which targets, on any sheet, would ring a number."""

    pk = models.CompositePrimaryKey("phone", "target_id")
    phone = models.CharField(max_length=16)
    target = models.ForeignKey(Target, models.CASCADE, db_constraint=False)


class Handout(models.Model):
    """Every hold ever handed out: remembered longer than the claim, for results that come late."""

    hold = models.BigAutoField(primary_key=True)
    sheet_id = models.BigIntegerField()
    target_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    device_id = models.BigIntegerField(null=True)
    phone = models.CharField(max_length=16)
    voters = ArrayField(models.BigIntegerField())
    handed_at = models.DateTimeField()
    reserve = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "handed_at"], name="handout_budget")]


class Claim(models.Model):
    """One number that somebody holds now; the primary key is promise 3."""

    phone = models.CharField(max_length=16, primary_key=True)
    hold = models.BigIntegerField(db_index=True)
    device_id = models.BigIntegerField(db_index=True)
    target_id = models.BigIntegerField()
    reserve = models.BooleanField()
    closes_at = models.DateTimeField(db_index=True)  # real time: the end of the calling window


class Lease(models.Model):
    """When a device last renewed what it holds, on the office clock."""

    device_id = models.BigIntegerField(primary_key=True)
    renewed_at = models.DateTimeField(db_index=True)
    active_at = models.DateTimeField()  # office clock, when it last sent an entry
    unsent = models.IntegerField(default=0)
    holding = models.IntegerField(default=0)
    pace = models.FloatField(default=30)  # dials an hour, from the last one
    handed = models.IntegerField(default=0)  # holds handed out in the last hour
    heard_at = models.DateTimeField(null=True)  # real time; like all of the row to the minute
    build = models.CharField(max_length=64, db_default="")  # of the page on the device
    ahead = models.FloatField(null=True)  # seconds by which the device's clock goes before the office's


class Attempt(models.Model):
    """A dial: at most one live result for a hold and voter."""

    id = models.UUIDField(primary_key=True)  # the entry
    seq = models.BigIntegerField()
    withdrawn_seq = models.BigIntegerField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    hold = models.BigIntegerField()
    sheet_id = models.BigIntegerField()
    target_id = models.BigIntegerField()
    voter_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    phone = models.CharField(max_length=16)
    area_id = models.BigIntegerField()  # the voter's precinct then
    at = models.DateTimeField()
    hour = models.DateTimeField()
    result = models.CharField(max_length=20)
    ends = models.BooleanField()
    rest_until = models.DateTimeField()
    callback_at = models.DateTimeField(null=True)
    script_version_id = models.BigIntegerField(null=True)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hold", "voter_id"], condition=Q(withdrawn_by=None), name="one_result_a_hold"
            )
        ]
        indexes = [
            models.Index(fields=["phone", "at"]),
            models.Index(fields=["voter_id", "at"]),
            models.Index(fields=["seq"]),
            models.Index(
                fields=["withdrawn_seq"], condition=~Q(withdrawn_seq=None), name="attempt_withdrawn"
            ),
            # who is done on a sheet: read by its states, for all members at once
            models.Index(
                fields=["sheet_id", "voter_id"],
                condition=Q(ends=True, withdrawn_by=None),
                name="attempt_ended",
            ),
            # what lies behind a figure of an area and hour (the boiler room's entries)
            models.Index(
                fields=["area_id", "hour", "seq"],
                include=["result"],
                condition=Q(withdrawn_by=None),
                name="attempt_hour",
            ),
        ]


class Notice(models.Model):
    """Word to a device that a voter in hand is gone; kept until the device lets go of the hold."""

    device_id = models.BigIntegerField()
    hold = models.BigIntegerField()
    voter_id = models.BigIntegerField()
    why = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hold", "voter_id"], name="told_once")]
        indexes = [models.Index(fields=["device_id"]), models.Index(F("at").desc(), name="notice_at")]


class Tally(models.Model):
    """Folded totals of attempts; a read adds what came after the fold's cursor."""

    pk = models.CompositePrimaryKey("hour", "area_id", "sheet_id", "result")
    hour = models.DateTimeField()
    area_id = models.BigIntegerField()
    sheet_id = models.BigIntegerField()
    result = models.CharField(max_length=20)
    n = models.IntegerField()


class SheetStanding(models.Model):
    """The states of a sheet's members as last counted; a read shows `at`, and counts again when it is old."""

    sheet = models.OneToOneField(Sheet, models.CASCADE, primary_key=True)
    at = models.DateTimeField()
    states = models.JSONField()  # state -> members
    numbers = models.IntegerField()  # that could be rung at once
    devices = models.IntegerField()
    pace = models.FloatField()  # dials an hour of these devices
