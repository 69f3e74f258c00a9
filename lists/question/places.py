"""The condition on where a voter is registered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lists.question.asks import LONGEST, one_of, whole
from lists.question.wrong import WrongQuestion


@dataclass(frozen=True)
class Areas:
    """`in`: ids of areas of any kind; each stands for the precincts below it."""

    label: str

    def check(self, node: dict) -> None:
        one_of(self.label, node, "in")
        values = node["in"]
        if not isinstance(values, list) or not 1 <= len(values) <= LONGEST:
            raise WrongQuestion(_("“%(field)s” wants a list of at least one value") % {"field": self.label})
        for value in values:
            whole(value, 1, 2**62, self.label)

    def sql(self, node: dict, at: datetime) -> tuple[str, list]:
        return "v.precinct_id = any(array(select a.id from crew_area a where a.lineage && %s::bigint[]))", [
            node["in"]
        ]

    def words(self, node: dict, names: dict) -> str:
        said = [names.get(area) or _("an area no longer known") for area in node["in"]]
        if len(said) > 6:
            said = [*said[:5], _("%(n)s more") % {"n": len(said) - 5}]
        return _("in %(areas)s") % {"areas": _(" or ").join(said)}
