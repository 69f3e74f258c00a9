"""A file of shapes, whatever it is: read, brought to degrees, and looked at for sense."""

from array import array
from itertools import chain

from django.utils.translation import gettext as _

from boiler_room.map.shapes import geojson, projecting, shapefile
from boiler_room.map.shapes.layer import MOST_BYTES, Layer, Unreadable


def read(data: bytes) -> Layer:
    """The layer in degrees, with shapes only where there are any. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(n)d MB: cut it by county.") % {"n": MOST_BYTES >> 20})
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    if data[:4] == b"PK\x03\x04":
        layer, prj = shapefile.read(data)
        degrees = projecting.to_degrees(prj) if prj.strip() else None
        if degrees:
            _project(layer, degrees)
    elif data[:4] == b"\x00\x00\x27\x0a":
        raise Unreadable(_("This is a bare .shp: send the zip with its .dbf and .prj."))
    else:
        layer = geojson.read(data)
    _look(layer)
    return layer


def _project(layer: Layer, degrees: projecting.Degrees) -> None:
    for feature in layer.features:
        try:
            feature.rings = [
                array("d", chain.from_iterable(map(degrees, ring[::2], ring[1::2]))) for ring in feature.rings
            ]
        except (ValueError, OverflowError, ZeroDivisionError, TypeError):
            text = _("Feature %(n)d lies where its system has no degrees: is the .prj the right one?")
            raise Unreadable(text % {"n": feature.number}) from None


def _look(layer: Layer) -> None:
    for feature in layer.features:
        feature.rings = [ring for ring in feature.rings if len(ring) >= 6]
        for ring in feature.rings:
            xs, ys = ring[::2], ring[1::2]
            if not (min(xs) >= -180 and max(xs) <= 180 and min(ys) >= -90 and max(ys) <= 90):
                text = _(
                    "Feature %(n)d: its coordinates are no degrees. Export the shapes as WGS 84 (EPSG:4326)."
                )
                raise Unreadable(text % {"n": feature.number})
    if not any(feature.rings for feature in layer.features):
        raise Unreadable(_("The file has no shape in it."))
    if not layer.fields:
        raise Unreadable(
            _("The features have no fields: without the precincts' codes nothing can be matched.")
        )
