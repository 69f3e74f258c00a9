"""The fields that a question may name. The indexes that serve each stand beside it."""

from django.utils.translation import gettext_lazy as _

from lists.question.kinds import Age, Ballots, Choice, Range, Tags, YesNo
from lists.question.past import History, Since
from lists.question.places import Areas
from roll.ballots import STAGES

LANGUAGES = {"en": _("English"), "es": _("Spanish")}
SEXES = {"F": _("women"), "M": _("men"), "U": _("not stated")}
STATUSES = {
    "active": _("active"), "inactive": _("inactive"), "pre": _("not yet 18"), "removed": _("removed"),
}  # fmt: skip

_ATTEMPT = (
    "exists (select from lists_attempt a where a.voter_id = v.id and a.withdrawn_by is null and a.at >= %s"
)

FIELDS = {
    "support": Range(_("Support"), "v.support_score", 1, 5),
    "turnout": Range(_("Turnout"), "v.turnout_score", 0, 100),
    "party": Choice(_("Party"), "v.party"),
    "age": Age(_("Age"), "v.birth_year", 0, 130),
    "sex": Choice(_("Sex"), "v.sex", SEXES),
    # PRIMARY KEY (voter_id, election_id): an index-only look for each voter who meets the rest; where one election is
    # enough and very many voters are left, roll_votehistory (election_id) once for all
    "history": History(_("Vote history")),
    # roll_voter (precinct_id)
    "area": Areas(_("Area")),
    "precinct": Areas(_("Precinct")),
    # voter_tags (GIN)
    "tags": Tags(_("Tags")),
    "lang": Choice(_("Language"), "v.lang", LANGUAGES),
    "status": Choice(_("Status"), "v.status", STATUSES),
    # roll_phone a_number_once (voter_id, number)
    "phone": YesNo(
        _("Has a phone"),
        "exists (select from roll_phone p where p.voter_id = v.id and not p.set_aside)",
        (_("with a phone"), _("without a phone")),
    ),
    # lists_attempt (voter_id, at)
    "attempted": Since(_("Attempted"), f"{_ATTEMPT})", (_("attempted"), _("not attempted"))),
    "contacted": Since(
        _("Contacted"),
        f"{_ATTEMPT} and a.result in (select r.code from lists_result r where r.contact))",
        (_("contacted"), _("not contacted")),
    ),
    # voted_once (voter_id) where ended_seq is null
    "voted": YesNo(
        _("Has voted"),
        "exists (select from roll_voted d where d.voter_id = v.id and d.ended_seq is null)",
        (_("voted"), _("not voted yet")),
    ),
    # suppressed_voter (voter_id) where withdrawn_by is null
    # one_ballot_open (voter_id, file, election_on) where ended_by is null
    "ballot": Ballots(
        _("Ballot"),
        "exists (select from roll_ballot b where b.voter_id = v.id and b.ended_by is null and b.stage = any(%s)"
        " and b.election_on >= least(%s, (select max(c.election_on) from roll_ballotcount c)))",
        STAGES,
    ),
    "said_voted": YesNo(
        _("Said they voted"),
        "exists (select from roll_suppression s where s.voter_id = v.id and s.withdrawn_by is null"
        " and s.kind = 'said_voted')",
        (_("said they voted"), _("did not say they voted")),
    ),
    "suppressed": YesNo(
        _("Suppressed"),
        "exists (select from roll_suppression s where s.voter_id = v.id and s.withdrawn_by is null"
        " and (s.number is null or s.kind = 'do_not_call'))",
        (_("suppressed"), _("not suppressed")),
    ),
    "gone": YesNo(
        _("Gone from the file"),
        "(v.gone_at is not null or v.status in ('removed', 'pre'))",
        (_("gone from the file"), _("still in the file")),
    ),
}
