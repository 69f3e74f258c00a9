"""The switches as staff see them: each feature in one area, who said so, and where else it differs."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crew.models import Area, Switch
from crew.scope import Scope
from crew.switches import features, standing
from crew.switches.features import Feature

PLACES = {
    "people": _("For everyone"),
    "calls": _("The caller’s screen"),
    "polls": _("The watcher’s screen"),
    "office": _("Pages of staff"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """`said` is the switch that decides here, None where nobody said anything; `own` whether it is of this very area."""

    feature: Feature
    on: bool
    said: Switch | None
    own: bool


def groups(area: Area | None) -> list[tuple[str, list[Row]]]:
    """[(heading, rows)] of all features, as they stand in the area (None: the whole campaign)."""
    there = standing.at(area)
    lineage = area.lineage if area else []
    said = Switch.objects.select_related("by", "area").filter(
        Q(area=None) | Q(area__in=lineage), is_on__isnull=False
    )
    by_place = {(switch.feature, switch.area_id): switch for switch in said}
    found: dict[str, list[Row]] = {where: [] for where in PLACES}
    for feature in features.everything():
        on, at = there.get(feature.name, (feature.default, None))
        switch = by_place.get((feature.name, at)) if feature.name in there else None
        own = switch is not None and switch.area_id == (area.pk if area else None)
        found.setdefault(feature.where, []).append(Row(feature, on, switch, own))
    return [(PLACES.get(where, where), rows) for where, rows in found.items() if rows]


def exceptions(scope: Scope) -> list[tuple[Feature, Switch]]:
    """Every word that holds anywhere in scope, or above it: the newest first."""
    mine = Q() if scope.everywhere else Q(area=None) | Q(area__in=scope.areas()) | Q(area__in=_above(scope))
    said = Switch.objects.filter(mine, is_on__isnull=False).select_related("by", "area").order_by("-place")
    return [(feature, switch) for switch in said if (feature := features.named(switch.feature))]


def _above(scope: Scope) -> list[int]:
    lineages = Area.objects.filter(pk__in=scope.roots).values_list("lineage", flat=True)
    return sorted({pk for lineage in lineages for pk in lineage})
