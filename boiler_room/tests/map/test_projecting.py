"""The projections against the worked examples of J. P. Snyder, Map Projections (USGS PP 1395), Clarke 1866."""

import pytest

from boiler_room.map.shapes import projecting

CLARKE = (6378206.4, 0.00676866)


@pytest.mark.parametrize(
    ("make", "said", "xy", "degrees"),
    [
        (
            projecting.lambert,
            {
                "standard_parallel_1": 33,
                "standard_parallel_2": 45,
                "latitude_of_origin": 23,
                "central_meridian": -96,
            },
            (1894410.9, 1564649.5),
            (-75, 35),
        ),
        (
            projecting.transverse,
            {"central_meridian": -75, "latitude_of_origin": 0, "scale_factor": 0.9996},
            (127106.5, 4484124.4),
            (-73.5, 40.5),
        ),
        (
            projecting.albers,
            {
                "standard_parallel_1": 29.5,
                "standard_parallel_2": 45.5,
                "latitude_of_origin": 23,
                "central_meridian": -96,
            },
            (1885472.7, 1535925.0),
            (-75, 35),
        ),
    ],
)
def test_the_worked_examples(make, said, xy, degrees):
    assert make(*CLARKE, said)(*xy) == pytest.approx(degrees, abs=1e-6)


def test_the_webs_mercator():
    web = projecting.web(6378137.0, 0, {})
    assert web(-8766409.9, 4300621.37) == pytest.approx((-78.75, 36.0), abs=1e-5)
    assert web(0, 0) == pytest.approx((0, 0), abs=1e-12)
