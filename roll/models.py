"""The roll: voters, where they live and how they are reached, and who has voted."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Load(models.Model):
    """One file taken in: staged, looked at, accepted or refused, and perhaps taken back."""

    role = models.CharField(max_length=16)  # voters, history, voted, append, polling-places
    layout = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default="staged")
    source = models.CharField(max_length=200, blank=True)
    permitted_use = models.CharField(max_length=200, blank=True)
    wipe_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)


class Zone(models.Model):
    """A set of time zones that must all be within calling hours (registration address and phone exchange)."""

    id = models.SmallAutoField(primary_key=True)
    names = ArrayField(models.CharField(max_length=64), unique=True)  # sorted IANA names


class PollingPlace(models.Model):
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=80, blank=True)


class PrecinctPlace(models.Model):
    """Where a precinct votes."""

    precinct = models.OneToOneField("crew.Area", models.CASCADE, primary_key=True)
    place = models.ForeignKey(PollingPlace, models.CASCADE)


class Household(models.Model):
    """Voters who share a door: `address_key` is the normalised address."""

    address_key = models.CharField(max_length=200, unique=True)
    precinct = models.ForeignKey("crew.Area", models.PROTECT, null=True)


class Voter(models.Model):
    """One registered person; `source_id` is the state's own number."""

    state = models.CharField(max_length=2)
    source_id = models.CharField(max_length=24)
    county = models.ForeignKey("crew.Area", models.PROTECT, related_name="+")
    precinct = models.ForeignKey("crew.Area", models.PROTECT, related_name="+")
    last_name = models.CharField(max_length=80)
    first_name = models.CharField(max_length=80)
    middle_name = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    party = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=10)  # active, inactive, pre (not yet 18), removed
    registered_on = models.DateField(null=True)
    address = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=60, blank=True)
    zip = models.CharField(max_length=10, blank=True)
    household = models.ForeignKey(Household, models.SET_NULL, null=True)
    confidential = models.BooleanField(default=False)
    lang = models.CharField(max_length=8, default="en")
    support_score = models.SmallIntegerField(null=True)  # 1 strong supporter … 5 strong opponent
    turnout_score = models.SmallIntegerField(null=True)  # 0–100
    tags = ArrayField(models.CharField(max_length=40), default=list)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    gone_at = models.DateTimeField(null=True)  # not in the newest file
    load = models.ForeignKey(Load, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["state", "source_id"], name="a_voter_once")]
        indexes = [models.Index(fields=["precinct"]), GinIndex(fields=["tags"], name="voter_tags")]


class Phone(models.Model):
    """A number at which a voter is reached, E.164; `rank` 0 is tried first."""

    voter = models.ForeignKey(Voter, models.CASCADE, related_name="phones")
    number = models.CharField(max_length=16)
    rank = models.SmallIntegerField(default=0)
    set_aside = models.BooleanField(default=False)  # a switchboard or placeholder: never called
    load = models.ForeignKey(Load, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "number"], name="a_number_once")]
        indexes = [models.Index(fields=["number"])]


class Election(models.Model):
    state = models.CharField(max_length=2)
    held_on = models.DateField()
    kind = models.CharField(max_length=12)  # general, primary, special, municipal

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "held_on", "kind"], name="an_election_once")
        ]


class VoteHistory(models.Model):
    """In which past elections one voted; rows whose code means "not counted" are not kept."""

    pk = models.CompositePrimaryKey("voter_id", "election_id")
    voter = models.ForeignKey(Voter, models.CASCADE, related_name="history")
    election = models.ForeignKey(Election, models.CASCADE)
    method = models.CharField(max_length=12, blank=True)
    load = models.ForeignKey(Load, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["election"])]


class Suppression(models.Model):
    """Keeps a voter or a number off lists: by a result, by staff or by a do-not-call list.

    `kind` deceased, moved, do_not_call, wrong_number, disconnected, said_voted, list.
    A number without a voter is kept from everyone; a voter without a number at every number.
    """

    id = models.UUIDField(primary_key=True)  # the entry it came with
    kind = models.CharField(max_length=16)
    voter = models.ForeignKey(Voter, models.CASCADE, null=True)
    number = models.CharField(max_length=16, null=True)
    at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["voter"], condition=Q(withdrawn_by=None), name="suppressed_voter"),
            models.Index(fields=["number"], condition=Q(withdrawn_by=None), name="suppressed_number"),
        ]


class Strike(models.Model):
    """One source's word that a voter has voted."""

    id = models.UUIDField(primary_key=True)  # the entry
    voter = models.ForeignKey(Voter, models.CASCADE)
    source = models.CharField(max_length=40)
    at = models.DateTimeField()
    seq = models.BigIntegerField()
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["voter"], condition=Q(withdrawn_by=None), name="live_strike"),
            models.Index(fields=["source"], name="strike_source"),
        ]


class Voted(models.Model):
    """A span in which a voter counts as having voted: from the first live strike to the withdrawal of the last.

    A total folds `+1` at `seq` and `−1` at `ended_seq`, so nothing on the way of a strike meets on one row.
    """

    voter = models.ForeignKey(Voter, models.CASCADE)
    hour = models.DateTimeField()
    area_id = models.BigIntegerField()
    supporter = models.BooleanField()
    seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter"], condition=Q(ended_seq=None), name="voted_once")
        ]
        indexes = [
            models.Index(fields=["seq"]),
            models.Index(fields=["ended_seq"], condition=~Q(ended_seq=None), name="voted_ended"),
        ]
