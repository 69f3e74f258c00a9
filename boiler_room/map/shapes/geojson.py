"""Reads GeoJSON (RFC 7946): a collection of features whose geometries are polygons, in degrees."""

from array import array
from itertools import chain

import msgspec
from django.utils.translation import gettext as _

from boiler_room.map.shapes.layer import (
    MOST_FEATURES,
    MOST_FIELDS,
    MOST_POINTS,
    Feature,
    Layer,
    Unreadable,
)

DEGREES = ("CRS84", "4326", "4269", "CRS:84")  # WGS 84, and NAD 83, which is a metre or two from it


def read(data: bytes) -> Layer:
    """Raises Unreadable."""
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(_("This is no GeoJSON: %(why)s.") % {"why": error}) from None
    except RecursionError:
        raise Unreadable(_("This is no GeoJSON: it is nested too deeply.")) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise Unreadable(_("This is no GeoJSON with features: it needs a FeatureCollection."))
    _in_degrees(whole.get("crs"))
    if len(whole["features"]) > MOST_FEATURES:
        raise Unreadable(_("The file has more than %(n)d features: cut it by county.") % {"n": MOST_FEATURES})
    layer = Layer([], [], 0)
    fields: dict[str, None] = {}
    for number, one in enumerate(whole["features"], 1):
        feature = _feature(number, one)
        layer.points += sum(len(ring) for ring in feature.rings) // 2
        if layer.points > MOST_POINTS:
            raise Unreadable(
                _("The shapes have more than %(n)d points: simplify them first.") % {"n": MOST_POINTS}
            )
        fields |= dict.fromkeys(feature.values)
        layer.features.append(feature)
    layer.fields = list(fields)[:MOST_FIELDS]
    return layer


def _in_degrees(crs) -> None:
    """The older standard let a file name another system."""
    if crs is None:
        return
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else str(crs)
    if not name.endswith(DEGREES):
        text = _("The file is in the system “%(name)s”, not in degrees: export it as WGS 84 (EPSG:4326).")
        raise Unreadable(text % {"name": name[:60]})


def _feature(number: int, one) -> Feature:
    said = one.get("properties") if isinstance(one, dict) else None
    values = {str(key)[:60]: _text(value) for key, value in (said or {}).items()}
    geometry = one.get("geometry") if isinstance(one, dict) else None
    if geometry is None:
        return Feature(number, values)
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        text = _("Feature %(n)d is a %(kind)s; precincts are polygons.")
        raise Unreadable(text % {"n": number, "kind": str(kind)[:40]})
    try:
        rings = coordinates if kind == "Polygon" else list(chain.from_iterable(coordinates))
        flat = [array("d", chain.from_iterable((point[0], point[1]) for point in ring)) for ring in rings]
    except (TypeError, IndexError, KeyError):
        raise Unreadable(_("Feature %(n)d: its coordinates cannot be read.") % {"n": number}) from None
    return Feature(number, values, flat)


def _text(value) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)[:200].strip()
