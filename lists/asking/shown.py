"""What the rows of the form show: the values there are to choose from."""

from django.db import connection
from django.db.models import Count, Max

from crew.models import Area
from lists.asking.rows import Row
from lists.question.fields import FIELDS
from roll.models import Load

_parties: tuple[tuple, list[str]] = ((), [])  # as of which loads, and what they brought
SPANS = (24, 48, 72, 168)  # hours


def parties() -> list[str]:
    """The parties in the roll, the largest first (at most 12); looked for anew when a load changed the roll."""
    global _parties
    loads = Load.objects.aggregate(Max("accepted_at"), Max("taken_back_at"), Count("accepted_at"))
    as_of = tuple(loads.values())
    if as_of != _parties[0] or not _parties[1]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select party from roll_voter where party <> '' group by 1 order by count(*) desc limit 12"
            )
            _parties = as_of, [row[0] for row in cursor.fetchall()]
    return _parties[1]


def shown(rows: list[Row], areas) -> list[dict]:
    """For the template, a dict a row: n, row, `choices` [(value, label, chosen)] or `text`, by its kind."""
    out = []
    for n, row in enumerate(rows):
        one = {"n": n, "row": row, "node": row.node, "kind": row.kind, "label": row.field.label}
        chosen = row.node.get("in", []) if isinstance(row.node.get("in"), list) else []
        match row.kind:
            case "choice":
                said = row.field.says or {party: party for party in parties()}
                said = said | {value: value for value in chosen if value not in said}
                one["choices"] = [(value, label, value in chosen) for value, label in said.items()]
            case "area":
                known = areas.exclude(kind=Area.Kind.PRECINCT).order_by("lineage")[:300]
                one["choices"] = [
                    (area.pk, "\u2003" * (len(area.lineage) - 1) + area.name, area.pk in chosen)
                    for area in known
                ]
            case "precinct":
                codes = Area.objects.filter(pk__in=chosen).order_by("code").values_list("code", flat=True)
                one["text"] = ", ".join(codes)
            case "tags":
                one["text"] = ", ".join(chosen)
            case "since":
                one["spans"] = sorted({*SPANS, row.node["hours"]} if "hours" in row.node else SPANS)
        out.append(one)
    return out


def addable() -> list[tuple[str, str]]:
    return [(name, field.label) for name, field in FIELDS.items()]
