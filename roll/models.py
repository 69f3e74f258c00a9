"""The roll: voters, where they live and how they are reached, and who has voted."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class SavedLayout(models.Model):
    """A layout made on the mapping screen; those that come with the program are files."""

    name = models.CharField(max_length=60, unique=True)
    body = models.JSONField()
    made_by = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()


class Load(models.Model):
    """One file taken in: read, staged, looked at, accepted or refused, and perhaps taken back.

    `report` is the quality report (`roll.report` describes it); `layout_body` the layout as it was then.
    The file itself lies in `settings.KEPT`, named by `sha256`.
    """

    role = models.CharField(max_length=16)  # voters, history, voted, append, polling-places
    layout = models.CharField(max_length=60)
    layout_body = models.JSONField(default=dict)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default="reading")
    # reading, staged, accepting, accepted, taking_back, taken_back, refused (by a person), failed (unreadable)
    error = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    permitted_use = models.CharField(max_length=200, blank=True)
    wipe_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    asked = models.JSONField(null=True)  # {by, even_so}: to be accepted or taken back, until all is done
    taken_back_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)  # the kept file and previous images are gone
    bytes_n = models.BigIntegerField(default=0)
    lines_n = models.BigIntegerField(default=0)  # read so far, while reading
    state_code = models.CharField(max_length=2, blank=True)
    counties = ArrayField(models.BigIntegerField(), default=list)  # areas whose voters the file covers
    report = models.JSONField(default=dict)

    @property
    def under_way(self) -> bool:
        """Whether the office works on it: its page shows that, and asks nothing of a person meanwhile."""
        return self.state in ("reading", "accepting", "taking_back") or self.asked is not None


class RefusedLine(models.Model):
    """A line of a load that was not taken, and why; its text stays in the kept file only."""

    load = models.ForeignKey(Load, models.CASCADE, related_name="refused_lines")
    line = models.BigIntegerField()
    reason = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["load", "line"])]


class Before(models.Model):
    """What a row was before a load changed it: how a load is taken back. `image` is null for a row it made."""

    load = models.ForeignKey(Load, models.CASCADE, db_constraint=False)  # a million rows: see below
    kind = models.CharField(max_length=12)  # voter, phone, history, ballot, place, precinct, area
    row = models.BigIntegerField()
    image = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["load", "kind"])]


class Term(models.Model):
    """A word that occurs in names or streets: what a mistyped search is compared with."""

    pk = models.CompositePrimaryKey("kind", "word")
    kind = models.CharField(max_length=6)  # last, first, street
    word = models.CharField(max_length=160, db_collation="C")

    class Meta:
        indexes = [GinIndex(fields=["word"], name="term_trigrams", opclasses=["gin_trgm_ops"])]


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


# Rows below that a load writes by the million carry references without a database constraint: each would cost
# a check a row, and the loads that write them take both sides from the same tables. `audit` counts strays.


class Household(models.Model):
    """Voters who share a door: `address_key` is the normalised address, `street` its part without number and unit."""

    address_key = models.CharField(max_length=200, db_collation="C")
    street = models.CharField(max_length=160, db_collation="C")
    precinct = models.ForeignKey("crew.Area", models.PROTECT, null=True, db_constraint=False, db_index=False)

    class Meta:  # spelt out here, for a field's own index would come with a second one for LIKE
        constraints = [models.UniqueConstraint(fields=["address_key"], name="a_door_once")]
        indexes = [models.Index(fields=["street"], name="household_street")]


class Voter(models.Model):
    """One registered person; `source_id` is the state's own number, `local_id` the county's.

    Someone not yet 18 has status `pre` and `adult_on`, the first day on which they may be contacted as a voter.
    """

    state = models.CharField(max_length=2)
    source_id = models.CharField(max_length=24, db_collation="C")
    local_id = models.CharField(max_length=24, blank=True)
    county = models.ForeignKey(
        "crew.Area", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    precinct = models.ForeignKey("crew.Area", models.PROTECT, related_name="+", db_constraint=False)
    last_name = models.CharField(max_length=80, db_collation="C")
    first_name = models.CharField(max_length=80, db_collation="C")
    middle_name = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    adult_on = models.DateField(null=True)
    party = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=10)  # active, inactive, pre (not yet 18), removed
    registered_on = models.DateField(null=True)
    address = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=60, blank=True)
    zip = models.CharField(max_length=10, blank=True)
    household = models.ForeignKey(Household, models.SET_NULL, null=True, db_constraint=False)
    confidential = models.BooleanField(default=False)
    lang = models.CharField(max_length=8, default="en")
    support_score = models.SmallIntegerField(null=True)  # 1 strong supporter … 5 strong opponent
    turnout_score = models.SmallIntegerField(null=True)  # 0–100
    tags = ArrayField(models.CharField(max_length=40), default=list)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, db_constraint=False, db_index=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    gone_at = models.DateTimeField(null=True)  # not in the newest file
    load = models.ForeignKey(
        Load, models.SET_NULL, null=True, related_name="+", db_constraint=False, db_index=False
    )  # the one that last wrote this row

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_id", "state"], name="a_voter_once")]
        indexes = [
            models.Index(fields=["last_name", "first_name"], name="voter_name"),
            models.Index(fields=["first_name"], name="voter_first_name"),
            GinIndex(fields=["tags"], name="voter_tags"),
        ]


class Phone(models.Model):
    """A number at which a voter is reached, E.164; `rank` 0 is tried first."""

    voter = models.ForeignKey(
        Voter, models.CASCADE, related_name="phones", db_constraint=False, db_index=False
    )
    number = models.CharField(max_length=16, db_collation="C")
    rank = models.SmallIntegerField(default=0)
    set_aside = models.BooleanField(default=False)  # a switchboard or placeholder: never called
    registered = models.BooleanField(default=False)  # from the voter file itself, not appended
    load = models.ForeignKey(
        Load, models.SET_NULL, null=True, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "number"], name="a_number_once")]
        indexes = [models.Index(fields=["number"])]


class Election(models.Model):
    state = models.CharField(max_length=2)
    held_on = models.DateField()
    kind = models.CharField(max_length=12)  # general, primary, special, municipal

    class Meta:
        constraints = [models.UniqueConstraint(fields=["state", "held_on", "kind"], name="an_election_once")]


class VoteHistory(models.Model):
    """In which past elections one voted; rows whose code means "not counted" are not kept."""

    pk = models.CompositePrimaryKey("voter_id", "election_id")
    voter = models.ForeignKey(
        Voter, models.CASCADE, related_name="history", db_constraint=False, db_index=False
    )
    election = models.ForeignKey(Election, models.CASCADE, db_constraint=False, db_index=False)
    method = models.CharField(max_length=12, blank=True)
    load = models.ForeignKey(
        Load, models.SET_NULL, null=True, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["election"])]


class Ballot(models.Model):
    """A span in which a file said one thing of a voter's absentee or early ballot: the chase and cure list.

    It stands until a later file says otherwise (`ended_by`, a load). `stage` is one of `roll.ballots.STAGES`; `voter`
    null where nobody matched.
    """

    file = models.CharField(max_length=60)  # the layout it came in: each file corrects only its own strikes
    election_on = models.DateField()
    county = models.ForeignKey(
        "crew.Area", models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )
    voter = models.ForeignKey(Voter, models.CASCADE, null=True, related_name="ballots", db_constraint=False)
    source_id = models.CharField(max_length=24, db_collation="C")
    stage = models.CharField(max_length=10)
    status = models.CharField(max_length=60, blank=True)  # in the file's words: the reason of one rejected
    method = models.CharField(max_length=40, blank=True)
    requested_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    line = models.BigIntegerField()
    load = models.ForeignKey(Load, models.CASCADE, related_name="ballots")
    since = models.DateTimeField()  # the acceptance of that load
    ended_by = models.BigIntegerField(null=True)  # the load that said otherwise
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "file", "election_on"], condition=Q(ended_by=None), name="one_ballot_open"
            )
        ]
        indexes = [
            models.Index(
                fields=["file", "election_on", "county"], condition=Q(ended_by=None), name="ballot_of_file"
            ),
            models.Index(
                fields=["county", "election_on", "stage"], condition=Q(ended_by=None), name="ballot_chase"
            ),
            models.Index(fields=["ended_by"], condition=~Q(ended_by=None), name="ballot_ended"),
        ]


class BallotCount(models.Model):
    """How many open ballots of a file stand where, by county: written with the load that changes them, so that a
    page need not count millions. `on_roll` false counts those whose voter nobody knows."""

    file = models.CharField(max_length=60)
    election_on = models.DateField()
    county = models.ForeignKey("crew.Area", models.CASCADE, null=True, related_name="+", db_constraint=False)
    stage = models.CharField(max_length=10)
    on_roll = models.BooleanField()
    n = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "election_on", "county", "stage", "on_roll"],
                nulls_distinct=False,
                name="one_count_of_ballots",
            )
        ]


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
    received_at = models.DateTimeField()
    seq = models.BigIntegerField()
    device_id = models.BigIntegerField(null=True)  # the phone it came from: what a reversal and a rate go by
    precinct_id = models.BigIntegerField(null=True)  # whose list it was struck from, where that was said
    set_aside = models.BigIntegerField(
        null=True
    )  # the ballot whose word a person did not take: it strikes no more
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["voter"], condition=Q(withdrawn_by=None), name="live_strike"),
            models.Index(fields=["source"], name="strike_source"),
            models.Index(fields=["withdrawn_by"], condition=~Q(withdrawn_by=None), name="strike_withdrawn"),
            models.Index(fields=["device_id", "at"], condition=~Q(device_id=None), name="strike_device"),
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
            models.Index(fields=["area_id", "seq"], name="voted_area"),
            models.Index(
                fields=["area_id", "ended_seq"], condition=~Q(ended_seq=None), name="voted_area_ended"
            ),
            models.Index(fields=["area_id", "hour", "seq"], condition=Q(ended_seq=None), name="voted_hour"),
        ]


class SupportRule(models.Model):
    """Who counts as a supporter, as the office chose: up to which support score, and up to which ID; 0 is none.

    The one row there is, or none: then `roll/sql/supporting.sql` says what holds.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    score = models.SmallIntegerField()
    said = models.SmallIntegerField()
    entry = models.UUIDField()
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class SupportId(models.Model):
    """An ID: what a voter answered about support, 1 strong supporter … 5 strong opponent. The newest one counts."""

    id = models.UUIDField(primary_key=True)  # the entry with the answer
    voter = models.ForeignKey(Voter, models.CASCADE, db_index=False)
    support = models.SmallIntegerField()
    at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["voter", "-at", "-id"], condition=Q(withdrawn_by=None), name="support_id_voter"
            )
        ]


class Supporter(models.Model):
    """A span in which a voter counts as a supporter on the roll; folded as `Voted` is.

    No reference to the voter in the database: a voter whom a load brought may be taken back with it, and the
    span, ended by then, still has to add up.
    """

    voter_id = models.BigIntegerField()
    area_id = models.BigIntegerField()  # the voter's precinct
    seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter_id"], condition=Q(ended_seq=None), name="a_supporter_once")
        ]
        indexes = [
            models.Index(fields=["seq"], name="supporter_seq"),
            models.Index(fields=["ended_seq"], condition=~Q(ended_seq=None), name="supporter_ended"),
            models.Index(fields=["area_id", "seq"], condition=Q(ended_seq=None), name="supporter_area"),
        ]
