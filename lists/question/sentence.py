"""A question as a person would say it."""

from django.utils.translation import gettext as _

from crew.models import Area
from lists.question.fields import FIELDS
from lists.question.tree import nodes


def sentence(question: dict) -> str:
    """“Support 1–2, turnout 20–80, voted in at least 1 of the last 4, not voted yet”."""
    said = _said(question, _area_names(question), top=True)
    return said[:1].upper() + said[1:] if said else _("Everyone in the file")


def _said(node: dict, names: dict, top: bool = False) -> str:
    if "field" in node:
        return FIELDS[node["field"]].words(node, names)
    ((link, inside),) = node.items()
    if link == "not":
        inner = _said(inside, names)
        return _("not (%(it)s)") % {"it": inner or _("everyone in the file")}
    parts = [part for child in inside if (part := _said(child, names))]
    joint = ", " if link == "all" else _(" or ")
    said = joint.join(parts)
    return said if (top and link == "all") or len(parts) < 2 else f"({said})"


def _area_names(question: dict) -> dict[int, str]:
    ids = [
        area for node in nodes(question) if node.get("field") in ("area", "precinct") for area in node["in"]
    ]
    if not ids:
        return {}
    named = {
        "precinct": _("precinct %(name)s"), "region": "%(name)s", "state": "%(name)s", "staging": "%(name)s",
    }  # fmt: skip
    return {area.pk: named[area.kind] % {"name": area.name} for area in Area.objects.filter(pk__in=ids)}
