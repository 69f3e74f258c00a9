"""Polling places on the day: when they are open, who watches them, and what is reported from there.

All rows are written behind the one door: what devices send by `sql/recording.sql`, what staff do by `recording/`.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from precincts import categories


class Opening(models.Model):
    """A span in which a place is open; usually one a day."""

    pk = models.CompositePrimaryKey("place_id", "opens_at")
    place = models.ForeignKey("roll.PollingPlace", models.CASCADE, related_name="openings", db_index=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    load_id = models.BigIntegerField(null=True)  # of roll's loads; null when typed by hand

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="an_opening_lasts"),
        ]


class Rule(models.Model):
    """What watchers of an area may do inside; null says nothing, and the next area up is asked."""

    area = models.OneToOneField("crew.Area", models.CASCADE, primary_key=True)
    phones_inside = models.BooleanField(null=True)
    photos = models.BooleanField(null=True)
    checklist = models.TextField(blank=True)  # what to bring, a line each; empty says nothing


class Post(models.Model):
    """Where one or two watchers of a team stand, and when: one polling place, some or all of its precincts."""

    place = models.ForeignKey("roll.PollingPlace", models.PROTECT, related_name="posts")
    precincts = ArrayField(models.BigIntegerField())  # areas
    team = models.ForeignKey("crew.Team", models.PROTECT, related_name="posts")
    shift = models.ForeignKey("crew.Shift", models.SET_NULL, null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    paper_inside = models.BooleanField(default=False)  # one watches with paper, a runner carries it out
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["precincts"], name="post_precincts"),
            models.Index(fields=["ends_at"], condition=Q(ended_at=None), name="post_running"),
        ]


class Holder(models.Model):
    """Who stands, or stood, at a post: put there by staff, or by their own choice (`chosen`)."""

    id = models.UUIDField(primary_key=True)  # the entry
    post = models.ForeignKey(Post, models.CASCADE, related_name="holders")
    person = models.ForeignKey("crew.Person", models.CASCADE, related_name="held_posts")
    chosen = models.BooleanField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # staff put someone else there
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(withdrawn_by=None), name="post_holder")]


class PostLink(models.Model):
    """A join link made for a post: who joins by it stands there."""

    link = models.OneToOneField("crew.JoinLink", models.CASCADE, primary_key=True)
    post = models.ForeignKey(Post, models.CASCADE)


class StrikeCode(models.Model):
    """The number by which a voter is struck in a precinct, without its check digit; never given to another."""

    pk = models.CompositePrimaryKey("precinct_id", "n")
    precinct = models.ForeignKey("crew.Area", models.CASCADE, db_index=False)
    n = models.IntegerField()
    voter = models.ForeignKey("roll.Voter", models.CASCADE, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "precinct"], name="a_code_a_voter")]


class FromTheField(models.Model):
    """What every report has: the entry's id, when (by a corrected clock), and from whom."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    device_id = models.BigIntegerField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        abstract = True


class LineReport(FromTheField):
    """How long one waits in line to vote, in minutes."""

    place = models.ForeignKey("roll.PollingPlace", models.CASCADE, related_name="lines", db_index=False)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["place", "-at"], name="line_of_place")]


class PollsReport(FromTheField):
    """The polls have opened, closed, or should be open and are not."""

    place = models.ForeignKey("roll.PollingPlace", models.CASCADE, related_name="reports", db_index=False)
    what = models.CharField(max_length=10, choices=categories.POLLS)

    class Meta:
        indexes = [models.Index(fields=["place", "-at"], name="report_of_place")]


class Incident(FromTheField):
    """A trouble at the polls, or a voter turned away or not on the list; a case for the desk."""

    place = models.ForeignKey("roll.PollingPlace", models.CASCADE, related_name="incidents")
    precinct = models.ForeignKey("crew.Area", models.SET_NULL, null=True, related_name="+")
    category = models.CharField(max_length=20, choices=categories.INCIDENTS)
    reason = models.CharField(max_length=20, choices=categories.TURNED_AWAY, blank=True)
    voter_id = models.BigIntegerField(null=True)  # whom a code named: told to staff alone
    text = models.TextField(blank=True)
    photo = models.CharField(max_length=64, blank=True)  # SHA-256 of a blob
    state = models.CharField(max_length=8, choices=categories.STATES, default="new")
    owner = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["at"], condition=Q(withdrawn_by=None) & ~Q(state="done"), name="incident_open"
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                condition=Q(withdrawn_by=None, state="done"),
                name="incident_done",
            ),
            models.Index(fields=["voter_id"], condition=Q(category="turned_away"), name="incident_away"),
        ]


class IncidentAct(models.Model):
    """What somebody of the staff did about an incident."""

    id = models.UUIDField(primary_key=True)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="acts")
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=categories.STATES, blank=True)
    owner = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=1000, blank=True)


class Ride(FromTheField):
    """A voter wants a lift to the polls, as a watcher or a caller heard it."""

    voter = models.ForeignKey("roll.Voter", models.CASCADE, related_name="rides")
    place = models.ForeignKey("roll.PollingPlace", models.SET_NULL, null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(withdrawn_by=None), name="ride_wanted")]


class Sign(models.Model):
    """The last sign of a watcher: who has sent nothing for long is silent."""

    person = models.OneToOneField("crew.Person", models.CASCADE, primary_key=True)
    at = models.DateTimeField()
    strike_at = models.DateTimeField(null=True)


class Reversal(models.Model):
    """All strikes of one device, join link or source, made or received in a span, count no more.

    `to_at` null: from then on. Those that come later are covered, too. Itself withdrawn, they count again.
    """

    id = models.UUIDField(primary_key=True)
    device_id = models.BigIntegerField(null=True)
    link_id = models.BigIntegerField(null=True)
    source = models.CharField(max_length=40, blank=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    strikes_n = models.IntegerField(default=0)  # withdrawn when it was entered
    withdrawn_by = models.UUIDField(null=True)


class FileStrike(models.Model):
    """What a line of an accepted file of strikes says (roll's loads); its strike is an entry of source `csv`."""

    load_id = models.BigIntegerField(db_index=True)
    line = models.BigIntegerField()
    voter = models.ForeignKey("roll.Voter", models.CASCADE, related_name="+")
    precinct = models.ForeignKey("crew.Area", models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(null=True)  # when the file says that it was, if it says


class Disagreement(models.Model):
    """Sources that say different things of a voter: open until the facts agree or a person settles it.

    Worked out from the facts (`sql/comparing.sql`), so it may be thrown away; `basis` names what is said.
    """

    pk = models.CompositePrimaryKey("voter_id", "kind")
    voter = models.ForeignKey("roll.Voter", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=categories.DISAGREEMENTS)
    basis = models.TextField()
    at = models.DateTimeField()  # the newest of what is said

    class Meta:
        indexes = [models.Index(fields=["-at", "voter"], name="disagreement_newest")]


class Settled(models.Model):
    """How a person settled a disagreement; `choice` both, or whose word counts: seen (people's), file, a precinct's id."""

    id = models.UUIDField(primary_key=True)  # the entry
    voter = models.ForeignKey("roll.Voter", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=categories.DISAGREEMENTS)
    basis = models.TextField()
    choice = models.CharField(max_length=20)
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="settled_newest")]
