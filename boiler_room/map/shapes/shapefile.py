"""Reads a zipped Shapefile: shapes from the .shp, values from the .dbf beside it, the system from the .prj.

The formats: ESRI Shapefile Technical Description (1998); dBASE III table files.
"""

import io
import itertools
import struct
import sys
import zipfile
import zlib
from array import array
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from boiler_room.map.shapes.layer import (
    MOST_FEATURES,
    MOST_FIELDS,
    MOST_POINTS,
    MOST_UNPACKED,
    Feature,
    Layer,
    Unreadable,
)

POLYGONS = (5, 15, 25)  # plain, with heights, with measures: only x and y are read
NAMES = {0: "null", 1: "point", 3: "line", 8: "multipoint", 11: "point", 13: "line", 18: "multipoint", 21: "point",
         23: "line", 28: "multipoint", 31: "multipatch"}  # fmt: skip
ENCODINGS = ("utf-8", "cp1252", "latin-1")  # tried in turn where no .cpg says it


def read(data: bytes) -> tuple[Layer, str]:
    """The layer, and the .prj's text ("" where there is none). Raises Unreadable."""
    parts = _parts(data)
    if ".dbf" not in parts:
        raise Unreadable(_("The zip has a .shp and no .dbf: the precincts' codes are in that one."))
    layer = Layer([], _shapes(parts[".shp"]), 0)
    layer.points = sum(len(ring) for feature in layer.features for ring in feature.rings) // 2
    layer.fields = _values(parts[".dbf"], parts.get(".cpg", b""), layer.features)
    return layer, parts.get(".prj", b"").decode("utf-8", "replace")


def _parts(data: bytes) -> dict[str, bytes]:
    """Suffix -> content of the one shapefile in the zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = {
                i.filename: i for i in archive.infolist() if not i.is_dir() and "__MACOSX" not in i.filename
            }
            shapes = [name for name in infos if name.lower().endswith(".shp")]
            if len(shapes) != 1:
                found = ", ".join(shapes[:5]) or ", ".join(list(infos)[:5])
                raise Unreadable(
                    _("The zip needs one .shp file; it has: %(found)s.") % {"found": found[:200]}
                )
            wanted = PurePosixPath(shapes[0]).with_suffix("")
            parts = {
                PurePosixPath(name).suffix.lower(): info
                for name, info in infos.items()
                if str(PurePosixPath(name).with_suffix("")).lower() == str(wanted).lower()
            }
            parts = {suffix: i for suffix, i in parts.items() if suffix in (".shp", ".dbf", ".prj", ".cpg")}
            if sum(info.file_size for info in parts.values()) > MOST_UNPACKED:
                raise Unreadable(_("The shapes unpack to more than %(n)d MB.") % {"n": MOST_UNPACKED >> 20})
            return {suffix: archive.read(info) for suffix, info in parts.items()}  # never more than file_size
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        text = _("The zip cannot be opened (%(why)s): fetch it again, without a password.")
        raise Unreadable(text % {"why": error}) from None


def _shapes(data: bytes) -> list[Feature]:
    if len(data) < 100 or data[:4] != b"\x00\x00\x27\x0a":
        raise Unreadable(_("The .shp is not a shapefile, or it is cut off."))
    features, points, at = [], 0, 100
    while at + 12 <= len(data):
        (words,) = struct.unpack_from(">i", data, at + 4)
        (kind,) = struct.unpack_from("<i", data, at + 8)
        number, end = len(features) + 1, at + 8 + 2 * words
        if words < 2 or end > len(data):
            raise Unreadable(_("Feature %(n)d of the .shp is cut off.") % {"n": number})
        feature = Feature(number, {})
        if kind in POLYGONS:
            feature.rings = _rings(data, at + 8, end, number)
            points += sum(len(ring) for ring in feature.rings) // 2
        elif kind:
            text = _("Feature %(n)d is a %(kind)s; precincts are polygons.")
            raise Unreadable(text % {"n": number, "kind": NAMES.get(kind, kind)})
        features.append(feature)
        if len(features) > MOST_FEATURES:
            raise Unreadable(
                _("The file has more than %(n)d features: cut it by county.") % {"n": MOST_FEATURES}
            )
        if points > MOST_POINTS:
            raise Unreadable(
                _("The shapes have more than %(n)d points: simplify them first.") % {"n": MOST_POINTS}
            )
        at = end
    return features


def _rings(data: bytes, at: int, end: int, number: int) -> list[array]:
    broken = Unreadable(_("Feature %(n)d: its coordinates cannot be read.") % {"n": number})
    if at + 44 > end:
        raise broken
    parts, points = struct.unpack_from("<ii", data, at + 36)
    start = at + 44 + 4 * parts
    if parts < 0 or points < 0 or start + 16 * points > end:
        raise broken
    begins = [*struct.unpack_from(f"<{parts}i", data, at + 44), points]
    if begins[0] != 0 or any(a > b for a, b in itertools.pairwise(begins)):
        raise broken
    flat = array("d")
    flat.frombytes(data[start : start + 16 * points])
    if sys.byteorder == "big":
        flat.byteswap()
    return [flat[2 * a : 2 * b] for a, b in itertools.pairwise(begins)]


def _values(data: bytes, cpg: bytes, features: list[Feature]) -> list[str]:
    """Gives each feature its values; answers the fields' names."""
    cut = Unreadable(_("The .dbf cannot be read, or it is cut off."))
    if len(data) < 33:
        raise cut
    records, head, length = struct.unpack_from("<IHH", data, 4)
    columns, at, offset = [], 32, 1
    while at + 32 <= min(head, len(data)) and data[at] != 0x0D and len(columns) < MOST_FIELDS:
        name = data[at : at + 11].partition(b"\0")[0].decode("latin-1").strip()
        columns.append((name, offset, data[at + 16]))
        offset += data[at + 16]
        at += 32
    if not columns or offset > length or head + records * length > len(data) + 1:
        raise cut
    if records != len(features):
        text = _("The .shp has %(shapes)d features and the .dbf %(rows)d rows: they do not belong together.")
        raise Unreadable(text % {"shapes": len(features), "rows": records})
    decode = _decoder(cpg, data[head:])
    for row, feature in enumerate(features):
        start = head + row * length
        feature.values = {name: _number(decode(data[start + at : start + at + n])) for name, at, n in columns}
    return [name for name, _at, _n in columns]


def _decoder(cpg: bytes, body: bytes):
    named = (
        cpg.decode("ascii", "ignore").strip().lower().replace("ansi ", "cp").replace("iso 88591", "latin-1")
    )
    for encoding in (named if not named.isdecimal() else f"cp{named}", *ENCODINGS):
        try:
            body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return lambda raw, encoding=encoding: raw.decode(encoding, "replace").strip("\0 ")
    raise AssertionError("latin-1 reads any bytes")


def _number(text: str) -> str:
    """Numbers come as `12.00000` where the table was made so."""
    whole, dot, rest = text.partition(".")
    return whole if dot and whole.lstrip("-").isdecimal() and not rest.strip("0") else text
