"""The map from one place: which areas it shows, their outlines, what one measure says of each."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from boiler_room import ticking
from boiler_room.focus import Place
from boiler_room.map import outlines
from boiler_room.map.drawing import Drawing, Outline, draw
from boiler_room.map.measuring import Show, Value, measure
from boiler_room.picture import rows_of
from crew.models import Area
from lib import clock

MOST = 400  # areas in one drawing; a county has up to some 250 precincts, Texas 254 counties
KIND = Area.Kind


@dataclass(slots=True)
class Spot:
    """One area on the map and in the table beside it; `outline` None where no shape is known."""

    area: Area
    value: Value
    words: str  # of its level
    outline: Outline | None
    onward: bool  # what lies below it can be looked at on a map, too

    @property
    def label(self) -> str:
        return self.value.text if self.outline and self.outline.fits(self.value.text) else ""

    @property
    def said(self) -> str:
        """`Durham 01: 12, −3.1 %, 3 to 10 percent behind plan`: for those who do not see the map."""
        told = (self.value.text, self.value.beside, self.words)
        return f"{self.area.name}: " + ", ".join(part for part in told if part and part != ticking.NONE)

    @property
    def url(self) -> str:
        return f"/map/?area={self.area.pk}" if self.onward else f"/?area={self.area.pk}"


@dataclass(slots=True)
class Sight:
    at: datetime
    show: Show
    spots: list[Spot]
    levels: dict[str, str]
    drawing: Drawing | None
    more: bool  # than MOST areas: the rest is reached from above

    @property
    def beside(self) -> str:
        """What stands beside the figures, as a heading; "" where nothing does."""
        return {Show.LINES: _("Where"), Show.SILENT: "", Show.INCIDENTS: ""}.get(self.show, _("To plan"))

    @property
    def bare(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.outline is None]

    @property
    def drawn(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.outline]

    @property
    def legend(self) -> list[tuple[str, str, int]]:
        """(level, its words, how many areas)."""
        n = Counter(spot.value.level for spot in self.spots)
        return [(level, str(words), n[level]) for level, words in self.levels.items()]


def areas_of(place: Place) -> list[Area]:
    """The precincts of a county or staging location; else what the picture's table shows from here."""
    here = place.area
    found = [here] if here else rows_of(place.areas)
    if here and here.kind == KIND.STATE:
        found = rows_of((here.pk,))
    if len(found) == 1 and found[0].kind in (KIND.REGION, KIND.STAGING):
        below = Area.objects.filter(kind=KIND.PRECINCT, lineage__contains=[found[0].pk])
        found = list(below.order_by("name", "code")[: MOST + 1]) or found
    return found


def look(place: Place, show: Show) -> Sight:
    areas = areas_of(place)
    more, areas, now = len(areas) > MOST, areas[:MOST], clock.now()
    told, shapes = measure(show, areas, now), outlines.of(areas)
    drawing = draw(shapes)
    order, spots = list(told.levels), []
    for area in areas:
        value, outline = told.values[area.pk], drawing.outlines.get(area.pk) if drawing else None
        spots.append(Spot(area, value, str(told.levels[value.level]), outline, _onward(area, place)))
    spots.sort(key=lambda spot: (order.index(spot.value.level), -spot.value.n, spot.area.name))
    return Sight(now, show, spots, told.levels, drawing, more)


def _onward(area: Area, place: Place) -> bool:
    return area.kind != KIND.PRECINCT and area != place.area
