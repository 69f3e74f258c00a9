"""From the system that a .prj names to degrees. Formulas: J. P. Snyder, Map Projections (USGS Professional Paper 1395).

What counties and states publish in: degrees, Lambert conformal conic and transverse Mercator (state planes, UTM),
Albers, and the web's Mercator. NAD 83 and WGS 84 differ by a metre or two, which no screen shows.
"""

from collections.abc import Callable
from math import asin, atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, sqrt, tan

from django.utils.translation import gettext as _

from boiler_room.map.shapes import wkt
from boiler_room.map.shapes.layer import Unreadable

Degrees = Callable[[float, float], tuple[float, float]]  # (x, y) of the file -> (longitude, latitude)
DATUMS = (
    "wgs",
    "northamerican1983",
    "northamericandatum1983",
    "nad83",
)  # as they begin, letters and digits only
ROUNDS = 12  # of an iteration that settles in four or five


def to_degrees(prj: str) -> Degrees | None:
    """None where the file is in degrees already. Raises Unreadable for a system that is not handled."""
    try:
        node = wkt.parse(prj)
    except ValueError:
        raise Unreadable(_("The .prj cannot be read: export the shapes as WGS 84 (EPSG:4326).")) from None
    geographic = node if node.word == "GEOGCS" else node.first("GEOGCS")
    if node.word not in ("GEOGCS", "PROJCS") or geographic is None:
        raise _not_handled(node.name or node.word)
    datum = geographic.first("DATUM")
    plain = "".join(c for c in (datum.name if datum else "").lower().removeprefix("d_") if c.isalnum())
    if not plain.startswith(DATUMS):
        raise _not_handled(datum.name if datum else node.name)
    if node.word == "GEOGCS":
        return None
    projection = node.first("PROJECTION")
    how = (projection.name if projection else "").lower()
    family = next((make for word, make in FAMILIES.items() if how.startswith(word)), None)
    if family is None:
        raise _not_handled(projection.name if projection else node.name)
    said = {p.name.lower(): p.parts[1] for p in node.all("PARAMETER") if len(p.parts) > 1}
    unit, spheroid = node.first("UNIT"), datum.first("SPHEROID")
    if unit is None or spheroid is None or len(spheroid.parts) < 3 or len(unit.parts) < 2:
        raise _not_handled(node.name)
    flattening = 1 / spheroid.parts[2] if spheroid.parts[2] else 0.0
    return _measured(family(spheroid.parts[1], 2 * flattening - flattening**2, said), said, unit.parts[1])


def _not_handled(name: str) -> Unreadable:
    text = _(
        "The shapes are in the system “%(name)s”, which is not handled: export them as WGS 84 (EPSG:4326)."
    )
    return Unreadable(text % {"name": name[:80]})


def _measured(inverse: Degrees, said: dict[str, float], unit: float) -> Degrees:
    """False origin and units (feet, mostly) taken off before the formula."""
    east, north = said.get("false_easting", 0.0), said.get("false_northing", 0.0)
    return lambda x, y: inverse((x - east) * unit, (y - north) * unit)


def _origin(said: dict[str, float]) -> tuple[float, float]:
    longitude = said.get("central_meridian", said.get("longitude_of_center", 0.0))
    latitude = said.get("latitude_of_origin", said.get("latitude_of_center", 0.0))
    return radians(longitude), radians(latitude)


def lambert(a: float, e2: float, said: dict[str, float]) -> Degrees:
    """Conformal conic with one or two standard parallels (Snyder 15-1 to 15-11)."""
    e, (lam0, phi0) = sqrt(e2), _origin(said)
    phi1 = radians(said.get("standard_parallel_1", degrees(phi0)))
    phi2 = radians(said.get("standard_parallel_2", degrees(phi1)))

    def m(phi):
        return cos(phi) / sqrt(1 - e2 * sin(phi) ** 2)

    def t(phi):
        return tan(pi / 4 - phi / 2) / ((1 - e * sin(phi)) / (1 + e * sin(phi))) ** (e / 2)

    n = sin(phi1) if abs(phi1 - phi2) < 1e-10 else log(m(phi1) / m(phi2)) / log(t(phi1) / t(phi2))
    scale = a * said.get("scale_factor", 1.0) * m(phi1) / (n * t(phi1) ** n)
    rho0 = scale * t(phi0) ** n

    def inverse(x, y):
        sign = 1 if n > 0 else -1
        rho, theta = sign * hypot(x, rho0 - y), atan2(sign * x, sign * (rho0 - y))
        small = (rho / scale) ** (1 / n) if rho else 0.0
        phi = pi / 2 - 2 * atan(small)
        for _round in range(ROUNDS):
            phi = pi / 2 - 2 * atan(small * ((1 - e * sin(phi)) / (1 + e * sin(phi))) ** (e / 2))
        return degrees(theta / n + lam0), degrees(phi)

    return inverse


def transverse(a: float, e2: float, said: dict[str, float]) -> Degrees:
    """Transverse Mercator (Snyder 8-17 to 8-25, 3-21 for the meridian)."""
    (lam0, phi0), k0, second = _origin(said), said.get("scale_factor", 1.0), e2 / (1 - e2)
    e1 = (1 - sqrt(1 - e2)) / (1 + sqrt(1 - e2))
    per = a * (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256)
    bends = (
        3 * e1 / 2 - 27 * e1**3 / 32,
        21 * e1**2 / 16 - 55 * e1**4 / 32,
        151 * e1**3 / 96,
        1097 * e1**4 / 512,
    )
    series = (
        3 * e2 / 8 + 3 * e2**2 / 32 + 45 * e2**3 / 1024, 15 * e2**2 / 256 + 45 * e2**3 / 1024, 35 * e2**3 / 3072,
    )  # fmt: skip
    start = per * phi0 - a * (
        series[0] * sin(2 * phi0) - series[1] * sin(4 * phi0) + series[2] * sin(6 * phi0)
    )

    def inverse(x, y):
        mu = (start + y / k0) / per
        phi = mu + sum(bend * sin(2 * (i + 1) * mu) for i, bend in enumerate(bends))
        c, t, bow = second * cos(phi) ** 2, tan(phi) ** 2, 1 - e2 * sin(phi) ** 2
        nu, rho = a / sqrt(bow), a * (1 - e2) / bow**1.5
        d = x / (nu * k0)
        north = d**2 / 2 - (5 + 3 * t + 10 * c - 4 * c**2 - 9 * second) * d**4 / 24
        north += (61 + 90 * t + 298 * c + 45 * t**2 - 252 * second - 3 * c**2) * d**6 / 720
        east = d - (1 + 2 * t + c) * d**3 / 6
        east += (5 - 2 * c + 28 * t - 3 * c**2 + 8 * second + 24 * t**2) * d**5 / 120
        return degrees(lam0 + east / cos(phi)), degrees(phi - nu * tan(phi) / rho * north)

    return inverse


def albers(a: float, e2: float, said: dict[str, float]) -> Degrees:
    """Equal-area conic (Snyder 14-8 to 14-19)."""
    e, (lam0, phi0) = sqrt(e2), _origin(said)
    phi1, phi2 = (radians(said.get(f"standard_parallel_{i}", 0.0)) for i in (1, 2))

    def m(phi):
        return cos(phi) / sqrt(1 - e2 * sin(phi) ** 2)

    def q(phi):
        s = e * sin(phi)
        return (1 - e2) * (sin(phi) / (1 - s**2) - log((1 - s) / (1 + s)) / (2 * e))

    n = sin(phi1) if abs(phi1 - phi2) < 1e-10 else (m(phi1) ** 2 - m(phi2) ** 2) / (q(phi2) - q(phi1))
    c = m(phi1) ** 2 + n * q(phi1)
    rho0 = a * sqrt(c - n * q(phi0)) / n

    def inverse(x, y):
        rho, theta = hypot(x, rho0 - y), atan2(x, rho0 - y) if n > 0 else atan2(-x, y - rho0)
        wanted = (c - (rho * n / a) ** 2) / n
        phi = asin(max(-1.0, min(1.0, wanted / 2)))
        for _round in range(ROUNDS):
            s = e * sin(phi)
            off = wanted / (1 - e2) - sin(phi) / (1 - s**2) + log((1 - s) / (1 + s)) / (2 * e)
            phi += (1 - s**2) ** 2 / (2 * cos(phi)) * off
        return degrees(lam0 + theta / n), degrees(phi)

    return inverse


def web(a: float, e2: float, said: dict[str, float]) -> Degrees:
    """The web's Mercator, on a sphere of the ellipsoid's radius (Snyder 7-4, 7-5)."""
    lam0, _phi0 = _origin(said)
    return lambda x, y: (degrees(lam0 + x / a), degrees(pi / 2 - 2 * atan(exp(-y / a))))


FAMILIES = {
    "lambert_conformal_conic": lambert, "transverse_mercator": transverse, "albers": albers,
    "mercator_auxiliary_sphere": web, "popular_visualisation_pseudo_mercator": web,
}  # fmt: skip
