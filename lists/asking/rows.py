"""Between a question and the rows of its form.

The form shows what people ask in practice: conditions that must all be met, and groups of which one is
enough; each condition may be turned round. A question of another shape is edited as text.
"""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from crew.models import Area
from lists.question import WrongQuestion
from lists.question.fields import FIELDS
from lists.question.kinds import Choice, Range, Tags, YesNo
from lists.question.past import History

MOST = 40  # rows
NEW = {  # what a row starts with
    "support": {"from": 1, "to": 2},
    "turnout": {"from": 20, "to": 80},
    "history": {"at_least": 1, "last": 4},
    "voted": {"is": False}, "gone": {"is": False}, "said_voted": {"is": False}, "suppressed": {"is": False},
    "phone": {"is": True}, "ballot": {"in": ["sent"]},
    "attempted": {"is": False, "hours": 24}, "contacted": {"is": False},
    "lang": {"in": ["es"]}, "status": {"in": ["active"]},
}  # fmt: skip
START = ("support", "turnout", "phone", "voted", "gone")  # of a new universe


@dataclass
class Row:
    """One condition; `group` 0 is "all of these", others are "at least one of these"."""

    name: str
    group: int = 0
    turned: bool = False
    node: dict = field(default_factory=dict)
    wrong: str = ""

    @property
    def field(self):
        return FIELDS[self.name]

    @property
    def kind(self) -> str:
        """Which inputs the row has."""
        if self.name in ("area", "precinct"):
            return self.name
        kinds = (
            (Range, "range"),
            (Choice, "choice"),
            (Tags, "tags"),
            (History, "history"),
            (YesNo, "yes_no"),
        )
        return next((kind for cls, kind in kinds if isinstance(self.field, cls)), "since")


def fresh() -> list[Row]:
    return [Row(name, node=dict(NEW[name])) for name in START]


def of(question: dict) -> list[Row] | None:
    """The rows of a question, or None if its shape is not the form's."""
    if set(question) != {"all"}:
        return None
    rows, group = [], 0
    for node in question["all"]:
        if set(node) == {"any"}:
            group += 1
            inside = [_row(child, group) for child in node["any"]]
        else:
            inside = [_row(node, 0)]
        if None in inside:
            return None
        rows += inside
    return rows if len(rows) <= MOST else None


def _row(node: dict, group: int) -> Row | None:
    turned = set(node) == {"not"}
    node = node["not"] if turned else node
    if "field" not in node or "of" in node:
        return None
    return Row(node["field"], group, turned, {key: value for key, value in node.items() if key != "field"})


def question(rows: list[Row]) -> dict:
    """The question that the rows ask."""
    alone, groups = [], {}
    for row in rows:
        node = {"field": row.name, **row.node}
        node = {"not": node} if row.turned else node
        if row.group:
            groups.setdefault(row.group, []).append(node)
        else:
            alone.append(node)
    return {"all": alone + [{"any": nodes} for _group, nodes in sorted(groups.items())]}


def posted(data: QueryDict, areas) -> list[Row]:
    """The rows of a submitted form, `wrong` where one cannot be read; `areas`: a query of those in scope."""
    rows = []
    for n in range(MOST):
        name = data.get(f"{n}-field")
        if name not in FIELDS:
            continue
        group = data.get(f"{n}-group", "0")
        row = Row(name, int(group) if group.isdigit() else 0, data.get(f"{n}-not") == "on")
        try:
            row.node = _node(row, n, data, areas)
            row.field.check({"field": name, **row.node})
        except WrongQuestion as wrong:
            row.wrong = str(wrong)
        rows.append(row)
    return rows


def _node(row: Row, n: int, data: QueryDict, areas) -> dict:
    def number(key: str) -> dict:
        text = data.get(f"{n}-{key}", "").strip()
        if not text:
            return {}
        return {key: int(text) if text.lstrip("-").isdecimal() else text}

    match row.kind:
        case "range":
            return number("from") | number("to")
        case "choice":
            return {"in": data.getlist(f"{n}-in")}
        case "tags":
            has = {"has": "all"} if data.get(f"{n}-has") == "all" else {}
            return {"in": _texts(data.get(f"{n}-in", "")), **has}
        case "history":
            kind = {"kind": data[f"{n}-kind"]} if data.get(f"{n}-kind") else {}
            return number("at_least") | number("last") | kind
        case "yes_no":
            return {"is": data.get(f"{n}-is") == "yes"}
        case "area":
            chosen = [int(value) for value in data.getlist(f"{n}-in") if value.isdecimal()]
            return {"in": list(areas.filter(pk__in=chosen).order_by("name").values_list("pk", flat=True))}
        case "precinct":
            return {"in": _precincts(_texts(data.get(f"{n}-in", "")), areas)}
        case _:
            since = {"since": data[f"{n}-since"]} if data.get(f"{n}-since") else {}
            return {"is": data.get(f"{n}-is") == "yes", **(since or number("hours"))}


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]


def _precincts(codes: list[str], areas) -> list[int]:
    found = list(
        areas.filter(kind=Area.Kind.PRECINCT, code__in=codes).order_by("code").values_list("pk", "code")
    )
    if missing := sorted(set(codes) - {code for _pk, code in found}):
        raise WrongQuestion(
            _("No precinct of your areas has the code %(codes)s") % {"codes": ", ".join(missing)}
        )
    return [pk for pk, _code in found]
