"""Reading files of shapes: as they should be, and everything that is wrong with them, named."""

import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from boiler_room.map.shapes import layer, reading, shapefile, wkt
from boiler_room.map.shapes.layer import Unreadable
from boiler_room.tests.map.files import DEGREES, NC_FEET, dbf, geojson, shp, square, zipped

HERE = square(-79.0, 36.0)
LINE = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
}


def test_geojson_gives_values_and_rings():
    data = geojson(
        ({"code": 7, "share": 7.0, "name": " Durham 01 ", "none": None}, HERE), ({"code": "08"}, HERE)
    )
    found = reading.read(b"\xef\xbb\xbf" + data)
    assert [f.values["code"] for f in found.features] == ["7", "08"]
    assert found.features[0].values["share"] == "7" and found.features[0].values["name"] == "Durham 01"
    assert found.fields == ["code", "share", "name", "none"] and found.points == 10
    assert list(found.features[0].rings[0][:2]) == [-79.0, 36.0]


def test_a_multipolygon_and_a_feature_without_a_shape():
    multi = {
        "type": "MultiPolygon",
        "coordinates": [[HERE], [square(-78.0, 36.0), square(-77.98, 36.02, 0.01)]],
    }
    told = [{"type": "Feature", "properties": {"a": "1"}, "geometry": g} for g in (multi, None)]
    found = reading.read(json.dumps({"type": "FeatureCollection", "features": told}).encode())
    assert [len(f.rings) for f in found.features] == [3, 0]


@pytest.mark.parametrize("kind", [5, 15, 25])
def test_a_shapefile_gives_the_same(kind):
    packed = zipped(
        shp=shp(HERE, None, kind=kind),
        dbf=dbf(["PREC", "N"], ["01", "12.000"], ["02", "x.0"]),
        prj=DEGREES,
        cpg="UTF-8",
    )
    found = reading.read(packed)
    assert [f.values for f in found.features] == [{"PREC": "01", "N": "12"}, {"PREC": "02", "N": "x.0"}]
    assert (
        list(found.features[0].rings[0][:4]) == [-79.0, 36.0, -79.0, 36.1] and found.features[1].rings == []
    )


@pytest.mark.parametrize(
    ("encoding", "cpg"), [("utf-8", None), ("latin-1", None), ("cp1252", "1252"), ("latin-1", "nonsense")]
)
def test_letters_are_read_in_the_encoding_that_is_said_or_fits(encoding, cpg):
    parts = {"cpg": cpg} if cpg else {}
    packed = zipped(shp=shp(HERE), dbf=dbf(["NAME"], ["CAÑÓN"], encoding=encoding), prj=DEGREES, **parts)
    assert reading.read(packed).features[0].values == {"NAME": "CAÑÓN"}


def test_a_state_plane_in_feet_comes_out_in_degrees():
    """The corner of the system itself: its false origin lies at its central meridian and latitude of origin."""
    ring = [(2000002.6166, 0.0), (2000002.6166, 50_000.0), (2_050_000.0, 50_000.0), (2000002.6166, 0.0)]
    found = reading.read(zipped(shp=shp(ring), dbf=dbf(["P"], ["1"]), prj=NC_FEET))
    x, y = found.features[0].rings[0][:2]
    assert (round(x, 6), round(y, 6)) == (-79.0, 33.75)
    north = found.features[0].rings[0][3] - y
    assert north == pytest.approx(
        50_000 * 0.3048006 / 110_930, rel=2e-3
    )  # metres in a degree of latitude here


WRONG = {
    "empty": (b"  ", "is empty"),
    "no JSON": (b"<html>", "is no GeoJSON"),
    "JSON of something else": (b'{"type": "Topology"}', "needs a FeatureCollection"),
    "a list": (b"[]", "needs a FeatureCollection"),
    "nested without end": (b"[" * 100_000, "is no GeoJSON"),
    "lines": (json.dumps({"features": [LINE]}).encode(), "Feature 1 is a LineString"),
    "no features": (geojson(), "no shape in it"),
    "no fields": (geojson(({}, HERE)), "have no fields"),
    "metres": (geojson(({"a": 1}, HERE), ({"a": 2}, square(500_000, 4_000_000))), "Feature 2: its coordinates are no degrees"),
    "another system": (
        geojson(({"a": 1}, HERE), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2264"}}), "EPSG::2264",
    ),
    "broken coordinates": (geojson(({"a": 1}, [[1], [2], [3]])), "Feature 1: its coordinates cannot be read"),
    "words for coordinates": (geojson(({"a": 1}, [["x", "y"]] * 4)), "Feature 1: its coordinates cannot be read"),
    "a feature that is none": (b'{"features": [null]}', "no shape in it"),
    "a bare .shp": (shp(HERE), "send the zip"),
    "no .shp in it": (zipped(txt="x"), "needs one .shp"),
    "two of them": (zipped(shp=shp(HERE)) + b"", "no .dbf"),
    "not a shapefile": (zipped(shp=b"x" * 200, dbf=dbf(["A"], ["1"])), "not a shapefile"),
    "points": (zipped(shp=shp(HERE, kind=1), dbf=dbf(["A"], ["1"])), "Feature 1 is a point"),
    "cut off": (zipped(shp=shp(HERE, HERE)[:-30], dbf=dbf(["A"], ["1"], ["2"])), "Feature 2 of the .shp is cut off"),
    "a table of something else": (zipped(shp=shp(HERE), dbf=dbf(["A"], ["1"], ["2"])), "1 features and the .dbf 2 rows"),
    "half a table": (zipped(shp=shp(HERE), dbf=dbf(["A"], ["1"])[:50]), ".dbf cannot be read"),
    "no .prj that can be read": (zipped(shp=shp(HERE), dbf=dbf(["A"], ["1"]), prj="PROJCS["), ".prj cannot be read"),
    "an old datum": (
        zipped(shp=shp(HERE), dbf=dbf(["A"], ["1"]), prj=DEGREES.replace("D_WGS_1984", "D_North_American_1927")),
        "D_North_American_1927",
    ),
    "an oblique projection": (
        zipped(shp=shp(HERE), dbf=dbf(["A"], ["1"]), prj=NC_FEET.replace("Lambert_Conformal_Conic", "Hotine_Oblique_Mercator")),
        "Hotine_Oblique_Mercator",
    ),
    "a zip that is none": (b"PK\x03\x04" + b"x" * 50, "cannot be opened"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named(name):
    data, said = WRONG[name]
    with pytest.raises(Unreadable, match=re.escape(said)):
        reading.read(data)


@pytest.mark.parametrize(("bound", "value", "said"), [
    ("MOST_FEATURES", 1, "more than 1 features"), ("MOST_POINTS", 6, "more than 6 points"),
])  # fmt: skip
def test_too_much_is_refused_before_it_is_all_read(monkeypatch, bound, value, said):
    from boiler_room.map.shapes import geojson as json_reader

    for module in (json_reader, shapefile):
        monkeypatch.setattr(module, bound, value)
    for data in (
        geojson(({"a": 1}, HERE), ({"a": 2}, HERE)),
        zipped(shp=shp(HERE, HERE), dbf=dbf(["A"], ["1"], ["2"])),
    ):
        with pytest.raises(Unreadable, match=said):
            reading.read(data)


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(shapefile, "MOST_UNPACKED", 1000)
    with pytest.raises(Unreadable, match="unpack to more"):
        reading.read(zipped(shp=shp(HERE) + b"\0" * 5000, dbf=dbf(["A"], ["1"])))
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="larger than"):
        reading.read(geojson(({"a": 1}, HERE)))
    assert layer.MOST_BYTES <= 64 << 20


@tries(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 250))
def test_bytes_of_any_kind_are_read_or_refused_in_words(noise, at):
    whole = shp(HERE)
    spoilt = whole[:at] + noise + whole[at + len(noise) :]
    for data in (noise, zipped(shp=spoilt, dbf=dbf(["A"], ["1"])), zipped(shp=whole, dbf=noise)):
        try:
            reading.read(data)
        except Unreadable as error:
            assert str(error)


@tries(deadline=None)
@given(st.text(max_size=60))
def test_any_prj_is_parsed_or_is_none(text):
    with suppress(ValueError):
        assert isinstance(wkt.parse(text), wkt.Node)
