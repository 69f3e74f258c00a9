"""Where sources disagree about a voter: shown beside each other, and settled by a person.

Nothing is decided by itself. "Both right" lets everything stand (a voter counts once in any case); otherwise the word of one
side is withdrawn, by the entry that says so. Totals follow, for they follow strikes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crew.models import Area, Device, Person
from crew.scope import Scope
from lib import door
from precincts import categories
from precincts.models import Disagreement, Incident, Settled
from roll.ballots import STAGES
from roll.models import Ballot, Strike, Voter

MOST = 50
CHOICES = {  # kind -> the choices besides "both"; of two precincts each is one
    "two_precincts": (),
    "twice": ("file", "seen"),
    "not_counted": ("file",),
    "turned_away": ("file", "seen"),
    "file_took_back": ("file",),
}
SAYS = {
    "both": gettext_lazy("Both right"),
    "file": gettext_lazy("The file is right"),
    "seen": gettext_lazy("People are right"),
}


@dataclass(frozen=True)
class Word:
    """What one source says: `text`, its `source`, when, who or where from; `file` for a county's or state's file."""

    source: str
    text: str
    at: datetime
    who: str
    file: bool


@dataclass
class Case:
    disagreement: Disagreement
    voter: Voter
    label: str
    words: list[Word]
    choices: list[tuple[str, str]]


def cases(scope: Scope) -> list[Case]:
    """The newest open ones in scope, at most MOST."""
    found = Disagreement.objects.select_related("voter__precinct").order_by("-at", "voter", "kind")
    return [case_of(one) for one in found.filter(_in(scope))[:MOST]]


def count(scope: Scope) -> int:
    return Disagreement.objects.filter(_in(scope)).count()


def settled(scope: Scope) -> list[Settled]:
    """The newest that were settled, each with its words for kind and choice."""
    found = Settled.objects.select_related("voter", "person").filter(_in(scope)).order_by("-at", "-id")[:20]
    rows, labels = list(found), dict(categories.DISAGREEMENTS)
    for row in rows:
        row.label, row.said = labels[row.kind], said(row.choice)
    return rows


def said(choice: str) -> str:
    if choice in SAYS:
        return str(SAYS[choice])
    area = Area.objects.filter(pk=int(choice)).first()
    return _("%(precinct)s is right") % {"precinct": area.name if area else "?"}


def case_of(one: Disagreement) -> Case:
    choices = [(choice, str(SAYS[choice])) for choice in ("both", *CHOICES[one.kind])]
    if one.kind == "two_precincts":
        choices += [(pk, said(pk)) for pk in one.basis.split()]
    return Case(one, one.voter, dict(categories.DISAGREEMENTS)[one.kind], _words(one), choices)


def settle(scope: Scope, voter: int, kind: str, basis: str, choice: str, by: Person) -> None:
    """Enters the decision. 404 when the case is not open as it was shown, 403 outside the scope; ValueError for a
    choice that there is not."""
    one = Disagreement.objects.select_related("voter").filter(voter=voter, kind=kind, basis=basis).first()
    if one is None:
        raise Http404
    if not scope.sees(one.voter.precinct_id):
        raise PermissionDenied
    if choice not in [key for key, _label in case_of(one).choices]:
        raise ValueError(_("Choose one of those that are offered."))
    payload = {"voter": voter, "kind": kind, "basis": basis, "choice": choice}
    if withdraws := _withdrawn(one, choice):
        payload["withdraws"] = withdraws
    door.enter("disagreement_settled", payload, by=by)


def _withdrawn(one: Disagreement, choice: str) -> list[str]:
    """The entries whose word does not count."""
    live = Strike.objects.filter(voter=one.voter_id, withdrawn_by=None)
    match choice:
        case "both":
            return []
        case "file" if one.kind == "turned_away":
            gone = Incident.objects.filter(voter_id=one.voter_id, category="turned_away", withdrawn_by=None)
        case "file":
            gone = live.exclude(source__contains=":")
        case "seen":
            gone = live.filter(source__contains=":")
        case _:
            gone = live.filter(precinct_id__isnull=False).exclude(precinct_id=int(choice))
    return [str(pk) for pk in gone.order_by("pk").values_list("pk", flat=True)]


def _in(scope: Scope) -> Q:
    return Q() if scope.everywhere else Q(voter__precinct__lineage__overlap=scope.roots)


def _words(one: Disagreement) -> list[Word]:
    """Who says what, the oldest first."""
    strikes = list(Strike.objects.filter(voter=one.voter_id))
    phones = Device.objects.select_related("person").in_bulk([s.device_id for s in strikes if s.device_id])
    areas = Area.objects.in_bulk([s.precinct_id for s in strikes if s.precinct_id])
    words = []
    for strike in strikes:
        if strike.withdrawn_by and ":" not in strike.source:
            continue
        text = _("voted") if strike.withdrawn_by is None else _("voted, and then not")
        phone, area = phones.get(strike.device_id), areas.get(strike.precinct_id)
        who = ", ".join(part for part in (phone and phone.person.name, area and area.name) if part)
        words.append(Word(strike.source, text, strike.at, who, ":" in strike.source))
    for ballot in Ballot.objects.filter(voter=one.voter_id, ended_by=None):
        day = ballot.returned_on.isoformat() if ballot.returned_on else ""
        text = " · ".join(
            part for part in (str(STAGES[ballot.stage]), ballot.status, ballot.method, day) if part
        )
        words.append(Word(ballot.file, text, ballot.since, "", True))
    for away in Incident.objects.filter(voter_id=one.voter_id, category="turned_away", withdrawn_by=None):
        reason = dict(categories.TURNED_AWAY).get(away.reason, "")
        text = " · ".join(str(part) for part in (_("turned away"), reason, away.text[:120]) if part)
        words.append(Word("device", text, away.at, away.person.name if away.person else "", False))
    return sorted(words, key=lambda word: (word.at, word.source))
