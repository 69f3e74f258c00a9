"""Conditions on what happened: elections voted in, attempts, contacts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from lists.question.asks import one_of, true_or_false, whole
from lists.question.wrong import WrongQuestion


@dataclass(frozen=True)
class History:
    """Voted in `at_least` of the `last` elections of the own state (of a `kind`), or of those in `of`."""

    label: str

    def check(self, node: dict) -> None:
        one_of(self.label, node, "at_least", may=("last", "kind", "of"))
        if ("last" in node) == ("of" in node):
            raise WrongQuestion(
                _("“%(field)s” wants either the last elections or a list") % {"field": self.label}
            )
        if "of" in node:
            if not isinstance(node["of"], list) or not 1 <= len(node["of"]) <= 40 or "kind" in node:
                raise WrongQuestion(_("“%(field)s” wants at most 40 elections") % {"field": self.label})
            for value in node["of"]:
                whole(value, 1, 2**62, self.label)
        else:
            whole(node["last"], 1, 20, self.label)
            if node.get("kind") not in (None, "general", "primary", "special", "municipal"):
                raise WrongQuestion(_("“%(field)s” knows no such kind of election") % {"field": self.label})
        most = len(node["of"]) if "of" in node else node["last"]
        whole(node["at_least"], 1, most, self.label)

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        if "of" in node:
            elections, values = "%s::bigint[]", [node["of"]]
        else:
            elections = (
                "array(select e.id from"
                " (select id, row_number() over (partition by state order by held_on desc, id) as place"
                " from roll_election where held_on < %s and (%s::text is null or kind = %s)) e"
                " where e.place <= %s)"
            )
            values = [at.date(), node.get("kind"), node.get("kind"), node["last"]]
        voted = f"from roll_votehistory h where h.voter_id = v.id and h.election_id = any({elections})"
        if node["at_least"] == 1:  # the planner may then read the history once, for a whole county
            return f"exists (select {voted})", values
        return f"(select count(*) {voted}) >= %s", [*values, node["at_least"]]

    def words(self, node: dict, names: dict) -> str:
        n = node["at_least"]
        if "of" in node:
            return _("voted in at least %(n)s of %(m)s chosen elections") % {"n": n, "m": len(node["of"])}
        kinds = {
            "general": _("general elections"), "primary": _("primaries"),
            "special": _("special elections"), "municipal": _("municipal elections"),
        }  # fmt: skip
        if node.get("kind"):
            which = kinds[node["kind"]]
            return _("voted in at least %(n)s of the last %(m)s %(which)s") % {
                "n": n,
                "m": node["last"],
                "which": which,
            }
        return _("voted in at least %(n)s of the last %(m)s") % {"n": n, "m": node["last"]}


@dataclass(frozen=True)
class Since:
    """`is`, and `hours` back from now, or `since` a date, or neither (ever). `yes` has one %s: the moment."""

    label: str
    yes: str
    says: tuple[str, str]

    def check(self, node: dict) -> None:
        one_of(self.label, node, "is", may=("hours", "since"))
        true_or_false(self.label, node["is"])
        if "hours" in node and "since" in node:
            raise WrongQuestion(_("“%(field)s” wants hours or a date, not both") % {"field": self.label})
        if "hours" in node:
            whole(node["hours"], 1, 24 * 400, self.label)
        if "since" in node:
            try:
                date.fromisoformat(node["since"])
            except (TypeError, ValueError):
                raise WrongQuestion(
                    _("“%(field)s” wants a date like 2026-11-03") % {"field": self.label}
                ) from None

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return ("" if node["is"] else "not ") + self.yes, [self._from(node, at)]

    def _from(self, node: dict, at: datetime) -> datetime:
        if "hours" in node:
            return at - timedelta(hours=node["hours"])
        day = date.fromisoformat(node.get("since", "2000-01-01"))
        return datetime.combine(day, time(), timezone.get_default_timezone())

    def words(self, node: dict, names: dict) -> str:
        said = str(self.says[0] if node["is"] else self.says[1])
        if "hours" in node:
            return said + " " + _("in the last %(n)s hours") % {"n": node["hours"]}
        return said + (" " + _("since %(date)s") % {"date": node["since"]} if "since" in node else "")
