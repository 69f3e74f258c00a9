"""Which feature is which precinct: by a field that holds the precincts' codes, in one county or by a field of counties."""

import re
from collections import Counter
from dataclasses import dataclass, field

from boiler_room.map.atlas.finding import plain as plain_name
from boiler_room.map.shapes.layer import Feature, Layer
from crew.models import Area

MOST_TOLD = 200  # of those without a partner
ROW_NUMBERS = {"objectid", "objectid_1", "fid", "fid_1", "oid", "gid", "id", "index", "row", "cartodb_id"}
HINT = re.compile(r"prec|pct|vtd|ward|code|dist")


@dataclass(slots=True)
class Match:
    """`found`: area -> its features; `strangers` and `bare`: features and precincts without a partner."""

    found: dict[int, list[Feature]] = field(default_factory=dict)
    strangers: list[Feature] = field(default_factory=list)
    bare: list[Area] = field(default_factory=list)


class Precincts:
    """The precincts of some counties, to be found by what a file calls them."""

    def __init__(self, counties: list[Area]):
        self.counties = counties
        ids = {county.pk for county in counties}
        self.areas = list(
            Area.objects.filter(kind=Area.Kind.PRECINCT, lineage__overlap=list(ids)).order_by("code")
        )
        self.by_code: dict[tuple[int, str], int] = {}
        loose: dict[tuple[int, str], set[int]] = {}
        for area in self.areas:
            county = next(pk for pk in reversed(area.lineage) if pk in ids)
            self.by_code[county, area.code.strip().casefold()] = area.pk
            loose.setdefault((county, plain_code(area.code)), set()).add(area.pk)
        self.loose = {key: found.pop() for key, found in loose.items() if len(found) == 1}
        names = Counter(plain_name(county.name) for county in counties)
        self.county_of = {plain_name(c.name): c.pk for c in counties if names[plain_name(c.name)] == 1}
        self.county_of |= {plain_code(c.code): c.pk for c in counties}

    def match(self, layer: Layer, code: str, county: str = "") -> Match:
        """By the field `code`, and in several counties the field `county`, of names or codes as the roll has them."""
        only, result = self.counties[0].pk if len(self.counties) == 1 else None, Match()
        for feature in layer.features:
            value = feature.values.get(county, "") if county else ""
            where = (
                (self.county_of.get(plain_name(value)) or self.county_of.get(plain_code(value)))
                if county
                else only
            )
            area = self.of(where, feature.values.get(code, ""))
            if area is not None and feature.rings:
                result.found.setdefault(area, []).append(feature)
            elif where is not None or not county:  # those of other counties are no strangers
                result.strangers.append(feature)
        result.bare = [area for area in self.areas if area.pk not in result.found]
        return result

    def of(self, county: int | None, code: str) -> int | None:
        if county is None or not code.strip():
            return None
        exact = self.by_code.get((county, code.strip().casefold()))
        return exact if exact is not None else self.loose.get((county, plain_code(code)))

    def guess(self, layer: Layer, county: str = "") -> list[tuple[str, int]]:
        """Every field with how many precincts it would match, the best first; row numbers, which match by chance, last."""
        found = [(name, len(self.match(layer, name, county).found)) for name in layer.fields]

        def rank(one: tuple[str, int]) -> tuple:
            name = one[0].casefold()
            return name in ROW_NUMBERS, -one[1], not HINT.search(name), layer.fields.index(one[0])

        return sorted(found, key=rank)

    def guess_county(self, layer: Layer) -> str:
        """The field in which most features name a county of ours; "" where the file is of one county alone.

        For a single county it must name others, too, and repeat its values, as precincts' own names do not.
        """

        def known(name: str) -> int:
            values = Counter(plain_name(feature.values.get(name, "")) for feature in layer.features)
            n = sum(times for value, times in values.items() if value in self.county_of)
            repeats = n < len(layer.features) and 2 * len(values) <= len(layer.features)
            return n if len(self.counties) > 1 or repeats else 0

        best = max(layer.fields, key=known, default="")
        return best if best and known(best) else ""


def plain_code(code: str) -> str:
    """Without case, signs and leading zeros: `01-07` and `1 7` are one, and so are `07A` and `7a`."""
    parts = re.findall(r"\d+|[^\W\d_]+", code.casefold())
    return "-".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)
