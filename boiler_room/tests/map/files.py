"""Files of shapes as tests send them: GeoJSON, and Shapefiles written here byte by byte."""

import io
import json
import struct
import zipfile

DEGREES = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
NC_FEET = (
    'PROJCS["NAD_1983_StatePlane_North_Carolina_FIPS_3200_Feet",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",'
    'SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",2000002.616666666],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",-79.0],PARAMETER["Standard_Parallel_1",34.33333333333334],'
    'PARAMETER["Standard_Parallel_2",36.16666666666666],PARAMETER["Latitude_Of_Origin",33.75],UNIT["Foot_US",0.3048006096012192]]'
)


def square(west: float, south: float, size: float = 0.1) -> list[tuple[float, float]]:
    east, north = west + size, south + size
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def geojson(*features: tuple[dict, list], **more) -> bytes:
    """Each feature: (properties, ring)."""
    told = [
        {"type": "Feature", "properties": values, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for values, ring in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": told} | more).encode()


def shp(*rings: list[tuple[float, float]] | None, kind: int = 5) -> bytes:
    """A .shp with one ring a feature; None is a feature without a shape."""
    records = b""
    for number, ring in enumerate(rings, 1):
        content = struct.pack("<i", 0)
        if ring is not None:
            content = struct.pack("<i4d2ii", kind, 0, 0, 0, 0, 1, len(ring), 0)
            content += b"".join(struct.pack("<2d", *point) for point in ring)
        records += struct.pack(">2i", number, len(content) // 2) + content
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(records)) // 2)
    return head + struct.pack("<2i8d", 1000, kind, *[0.0] * 8) + records


def dbf(names: list[str], *rows: list[str], encoding: str = "utf-8") -> bytes:
    wide = 20
    head = struct.pack("<B3BIHH20x", 3, 126, 11, 3, len(rows), 33 + 32 * len(names), 1 + wide * len(names))
    fields = b"".join(struct.pack("<11sc4xB15x", name.encode(), b"C", wide) for name in names)
    body = b"".join(b" " + b"".join(v.encode(encoding).ljust(wide) for v in row) for row in rows)
    return head + fields + b"\r" + body + b"\x1a"


def zipped(prefix: str = "precincts", **parts: bytes | str) -> bytes:
    """`zipped(shp=…, dbf=…, prj=…)`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix, content in parts.items():
            archive.writestr(f"{prefix}.{suffix}", content)
    return packed.getvalue()
