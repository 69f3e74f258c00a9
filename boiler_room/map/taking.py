"""Before a file of shapes is taken: what it would give, with which field, and what is left over on both sides."""

from dataclasses import dataclass

from boiler_room.map.drawing import Drawing, draw
from boiler_room.map.shapes.layer import Layer
from boiler_room.map.shapes.matching import MOST_TOLD, Match, Precincts
from boiler_room.map.shapes.reading import read
from boiler_room.map.shapes.simplifying import UNIT, simplify
from crew.models import Area, Person
from crew.scope import Scope
from lib import door
from roll.loading import keeping

__all__ = ["Offer", "counties", "offer", "read", "take"]
MOST_DRAWN = 400  # precincts in the preview
SAMPLES = 4


@dataclass(slots=True)
class Offer:
    """`fields`: (name, how many precincts it matches, first values), the best first; `code` and `county` the chosen."""

    counties: list[Area]
    layer: Layer
    fields: list[tuple[str, int, list[str]]]
    code: str
    county: str
    match: Match
    precincts_n: int
    drawing: Drawing | None

    @property
    def strangers(self) -> list[tuple[int, str]]:
        """(number, what the field says) of features that are no precinct of ours."""
        return [(one.number, one.values.get(self.code, "")) for one in self.match.strangers[:MOST_TOLD]]

    @property
    def bare(self) -> list[Area]:
        return self.match.bare[:MOST_TOLD]


def counties(scope: Scope) -> list[Area]:
    """The counties in scope, by name."""
    return list(scope.areas().filter(kind=Area.Kind.REGION).order_by("name", "pk"))


def offer(data: bytes, counties: list[Area], code: str | None, county: str | None) -> Offer:
    """With the fields asked for, where the file has them, else the best guess. Raises Unreadable."""
    layer, precincts = read(data), Precincts(counties)
    county = county if county == "" or county in layer.fields else precincts.guess_county(layer)
    guesses = precincts.guess(layer, county)
    code = code if code in layer.fields else guesses[0][0]
    match = precincts.match(layer, code, county)
    fields = [(name, n, _samples(layer, name)) for name, n in guesses]
    return Offer(counties, layer, fields, code, county, match, len(precincts.areas), _preview(match))


def take(data: bytes, name: str, offer: Offer, by: Person | None = None) -> None:
    """Keeps the file and enters that it counts from now on. Raises door.Refused when nothing matches."""
    sha256, _size = keeping.keep([data])
    keeping.make_durable(sha256)
    counties = [county.pk for county in offer.counties]
    payload = {"counties": counties, "file_name": name[:200], "sha256": sha256}
    door.enter("shapes", payload | {"code_field": offer.code, "county_field": offer.county}, by=by)


def _samples(layer: Layer, name: str) -> list[str]:
    said = dict.fromkeys(feature.values.get(name, "") for feature in layer.features[:50])
    return [value[:30] for value in said if value][:SAMPLES]


def _preview(match: Match) -> Drawing | None:
    some = dict(list(match.found.items())[:MOST_DRAWN])
    if not some:
        return None
    thin = simplify({pk: [ring for feature in found for ring in feature.rings] for pk, found in some.items()})
    return draw(
        {
            pk: [[(x / UNIT, y / UNIT) for x, y in zip(ring[::2], ring[1::2], strict=True)] for ring in rings]
            for pk, rings in thin.items()
        }
    )
