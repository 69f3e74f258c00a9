"""Paper: which packets there are, what stands on their rows, who has one in hand, and when all were last looked at."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Packet(models.Model):
    """One printed file. A packet never changes: when its voters do, another takes its place (`replaced_at`), and what is
    written on the old one can still be keyed in.

    `rows` by kind, in the order in which they are numbered from 1: calls and walks `[target, number or door, [voter, …]]`
    where every voter is a row; strikes `[n, …]`, the numbers of the precinct's codes; cover and kit `[]`; trees
    `[person, …]`, everyone who is rung.
    """

    class Kind(models.TextChoices):
        CALLS = "calls", _("Call sheet")
        WALKS = "walks", _("Walk list")
        STRIKES = "strikes", _("Strike sheet")
        COVER = "cover", _("Captain’s cover")
        KIT = "kit", _("Precinct kit")
        TREES = "trees", _("Phone tree")

    kind = models.CharField(max_length=8, choices=Kind)
    area = models.ForeignKey(
        "crew.Area", models.PROTECT, null=True, related_name="+"
    )  # whose folder it lies in
    sheet = models.ForeignKey("lists.Sheet", models.PROTECT, null=True, related_name="packets")
    precinct = models.ForeignKey("crew.Area", models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("crew.Team", models.PROTECT, null=True, related_name="packets")
    script = models.ForeignKey(
        "lists.ScriptVersion", models.PROTECT, null=True, related_name="+"
    )  # as printed
    part = models.PositiveIntegerField(
        default=0
    )  # of a call sheet, turf of a walk list; 1 alphabetical, 2 by code, of strikes
    rows = models.JSONField(default=list)
    digest = models.CharField(max_length=64)  # SHA-256 of all that is on it but number and time
    path = models.CharField(max_length=200)  # within the folder of packets
    as_of = models.DateTimeField()
    handed = models.BooleanField(default=False)  # made for one person, with their holds: no round replaces it
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "sheet", "precinct", "team", "part"],
                condition=Q(replaced_at=None, handed=False),
                nulls_distinct=False,
                name="one_packet_now",
            )
        ]


HELD = (Packet.Kind.CALLS, Packet.Kind.WALKS)  # given out as holds, typed in by row


class Handing(models.Model):
    """A packet given to somebody until a time: a hold of everyone on it, in the channel of its sheet.

    `holds` are the hold of each target, in the order of the packet's rows.
    `claimed` false: paper that was only back-up was used with the office away; its holds are remembered, not claimed.
    """

    id = models.UUIDField(primary_key=True)  # the entry
    packet = models.ForeignKey(Packet, models.PROTECT, related_name="handings")
    person = models.ForeignKey("crew.Person", models.PROTECT, related_name="+")
    holds = models.JSONField()  # [hold, …]
    claimed = models.BooleanField()
    overlaps = models.PositiveIntegerField(default=0)  # numbers that another packet or phone had at that time
    at = models.DateTimeField()
    until = models.DateTimeField()
    back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["packet"], name="handed_once")]
        indexes = [models.Index(fields=["until"], condition=Q(back_at=None), name="packet_out")]


class OnPaper(models.Model):
    """An area that works on paper, as somebody declared; `before` is how the switch of the next number stood there."""

    id = models.UUIDField(primary_key=True)  # the entry
    area = models.ForeignKey("crew.Area", models.PROTECT, related_name="+")
    person = models.ForeignKey("crew.Person", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200)
    announcement = models.UUIDField()
    before = models.CharField(max_length=8)  # inherit, on, off
    at = models.DateTimeField()
    until = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    over_by = models.ForeignKey("crew.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area"], condition=Q(over_at=None), name="on_paper_once")
        ]


class Round(models.Model):
    """One look at all of the paper: what is older than the last one that ended was not looked at since."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    looked_at = models.IntegerField(default=0)  # packets
    printed = models.IntegerField(default=0)
    pages = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(F("began_at").desc(), name="newest_round")]


class Book(models.Model):
    """Many packets in one file, made once in the background for who asked; gone after a few hours."""

    class State(models.TextChoices):
        WAITING = "waiting"  # or being made: `done_n` of its packets are set
        READY = "ready"
        FAILED = "failed"

    area = models.ForeignKey("crew.Area", models.CASCADE, related_name="+")
    packets = models.JSONField()  # ids, in their order
    large = models.BooleanField(default=False)
    paper = models.CharField(max_length=8)
    lang = models.CharField(max_length=8, default="en")
    asked_by = models.ForeignKey("crew.Person", models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    done_n = models.IntegerField(default=0)
    pages = models.IntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="book_asked")]
