"""The kinds of condition: what each must say, how it is put in SQL, how a person would say it.

SQL is written over the alias `v` of roll_voter, with `%s` for every value. `at` is the moment of asking.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lists.question.asks import one_of, texts, true_or_false, whole
from lists.question.wrong import WrongQuestion

STILL = timedelta(days=30)


@dataclass(frozen=True)
class Range:
    """`from` and/or `to`, whole numbers, both included."""

    label: str
    column: str
    low: int
    high: int

    def check(self, node: dict) -> None:
        one_of(self.label, node, may=("from", "to"))
        for end in ("from", "to"):
            if end in node:
                whole(node[end], self.low, self.high, self.label)
        if not {"from", "to"} & set(node):
            raise WrongQuestion(_("“%(field)s” needs a lowest or a highest number") % {"field": self.label})
        if node.get("from", self.low) > node.get("to", self.high):
            raise WrongQuestion(
                _("“%(field)s” runs backwards: the first number is higher") % {"field": self.label}
            )

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return f"{self.column} between %s and %s", [node.get("from", self.low), node.get("to", self.high)]

    def words(self, node: dict, names: dict) -> str:
        low, high = node.get("from"), node.get("to")
        if low == high:
            said = str(low)
        elif low is None:
            said = _("up to %(n)s") % {"n": high}
        elif high is None:
            said = _("%(n)s or more") % {"n": low}
        else:
            said = f"{low}–{high}"
        return f"{self.label.lower()} {said}"


class Age(Range):
    """Age in the year of asking: files carry the year of birth only."""

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return "v.birth_year between %s and %s", [
            at.year - node.get("to", self.high),
            at.year - node.get("from", self.low),
        ]


@dataclass(frozen=True)
class Choice:
    """`in`: a list of texts. `says` maps a value to a word; what it does not hold is said as it stands."""

    label: str
    column: str
    says: dict | None = None

    def check(self, node: dict) -> None:
        one_of(self.label, node, "in")
        texts(self.label, node["in"])

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return f"{self.column} = any(%s)", [node["in"]]

    def words(self, node: dict, names: dict) -> str:
        said = [str((self.says or {}).get(value, value)) for value in node["in"]]
        return f"{self.label.lower()} {_(' or ').join(said)}"


@dataclass(frozen=True)
class Ballots(Choice):
    """`in`: stages of a voter's absentee or early ballot (`roll.ballots.STAGES`), for this election: any that is to come or
    was held within STILL days, for in many states a ballot is cured after Election Day; else the newest in the files."""

    def check(self, node: dict) -> None:
        super().check(node)
        if unknown := sorted(set(node["in"]) - set(self.says)):
            raise WrongQuestion(
                _("“%(field)s” knows no such stage: %(stages)s")
                % {"field": self.label, "stages": ", ".join(unknown)}
            )

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return self.column, [node["in"], at.date() - STILL]


@dataclass(frozen=True)
class Tags:
    """`has`: any or all; `in`: the tags."""

    label: str

    def check(self, node: dict) -> None:
        one_of(self.label, node, "in", may=("has",))
        texts(self.label, node["in"])
        if node.get("has", "any") not in ("any", "all"):
            raise WrongQuestion(_("“%(field)s” has any or all of them") % {"field": self.label})

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return f"v.tags {'@>' if node.get('has') == 'all' else '&&'} %s::varchar[]", [node["in"]]

    def words(self, node: dict, names: dict) -> str:
        link = _(" and ") if node.get("has") == "all" else _(" or ")
        return ngettext("tag %(tags)s", "tags %(tags)s", len(node["in"])) % {"tags": link.join(node["in"])}


@dataclass(frozen=True)
class YesNo:
    """`is`: true or false; `yes` is SQL that is never null."""

    label: str
    yes: str
    says: tuple[str, str]  # when true, when false

    def check(self, node: dict) -> None:
        one_of(self.label, node, "is")
        true_or_false(self.label, node["is"])

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return self.yes if node["is"] else f"not {self.yes}", []

    def words(self, node: dict, names: dict) -> str:
        return str(self.says[0] if node["is"] else self.says[1])
