"""The entry log: every fact, once, as it came in."""

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT


class Entry(models.Model):
    """One fact, with the verdict it was given. Rows are only added, but for a verdict that a person settles.

    What is refused is kept, too. Under a known id with another body: an entry of its own whose payload says
    `same_id`. What could not be read: kind `unreadable`, payload `{"raw", "why"}`.
    """

    id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    device_id = models.BigIntegerField(null=True)
    seen_at = models.DateTimeField()  # as the device said
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    at = models.DateTimeField()  # seen_at corrected for the device's clock
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=24, blank=True)
    payload = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["verdict", "seq"], condition=~Q(verdict="recorded"), name="entry_unsettled"),
            models.Index(KT("payload__hold"), condition=Q(verdict="waiting"), name="entry_waiting"),
            models.Index(
                fields=["kind", "seq"], condition=~Q(kind__in=["attempt", "handout"]), name="entry_kind"
            ),
        ]


class Withdrawal(models.Model):
    """Which entries are withdrawn, and by which; it may arrive before what it withdraws."""

    entry_id = models.UUIDField(primary_key=True)
    by_id = models.UUIDField()
    person_id = models.BigIntegerField(null=True)  # null: staff, who may withdraw anyone's


class Office(models.Model):
    """The one row about this office. After a restore the era changes and devices send again."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    era = models.UUIDField()


class Cursor(models.Model):
    """How far a follower of the log has come: everything up to `seq`, without a gap."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)


class Settlement(models.Model):
    """What a person decided of an entry that was refused or waited, or of a message; once."""

    class Choice(models.TextChoices):
        ACCEPT = "accept"  # it counts, instead of what was recorded
        REJECT = "reject"  # it stays in the log and never counts
        DONE = "done"  # a message that was looked after

    entry_id = models.UUIDField(primary_key=True)
    sender_id = models.BigIntegerField(null=True)  # the person whose entry it is: an answer goes to them
    by_id = models.UUIDField()  # the entry that decided
    person_id = models.BigIntegerField(null=True)
    choice = models.CharField(max_length=8, choices=Choice)
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="settlement_at"),
            models.Index(fields=["sender_id", "at"], condition=~Q(answer=""), name="settlement_answer"),
        ]


class Announcement(models.Model):
    """A word of the office to every screen of an area (what lies below it included) or of a team, until it is over.

    Neither area nor team: to the whole campaign. Whether it was withdrawn is the log's word (`Withdrawal`).
    """

    id = models.UUIDField(primary_key=True)  # the entry
    seq = models.BigIntegerField(unique=True)  # its place in the log: the number by which devices know it
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    area = models.ForeignKey("crew.Area", models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("crew.Team", models.PROTECT, null=True, related_name="+")
    text = models.JSONField()  # {"en": text, "es"?: text}
    urgent = models.BooleanField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    told_n = models.IntegerField(default=0)  # devices, once it is over; before, `Told` has them

    class Meta:
        indexes = [
            models.Index(fields=["until"], name="announcement_until"),
            models.Index(fields=["person", "at"], name="announcement_by"),
        ]


class Told(models.Model):
    """Which devices were told, so that each counts once. Dropped when the announcement is over: the number stays."""

    pk = models.CompositePrimaryKey("announcement_id", "device_id")
    announcement = models.ForeignKey(Announcement, models.CASCADE, db_index=False)
    device_id = models.BigIntegerField()
