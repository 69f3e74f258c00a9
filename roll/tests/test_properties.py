"""Any file, by property: twice changes nothing; taken back is as before; every line is accounted for."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roll.loading import steps
from roll.models import Household, Phone, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db
RELAXED = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINE = st.builds(
    lambda n, last, street, phone, precinct, party, active: files.line(
        n,
        {"last": last, "street": street, "phone": phone, "party": party, "active": active},
        precinct_abbrv=precinct,
    ),
    st.integers(1, 25),
    st.sampled_from(["ORTEGA", "O'BRIEN", "DE LA CRUZ", "ÑU", "SMITH"]),
    st.sampled_from(["1 ELM ST", "1 ELM STREET", "2 ELM ST APT 3", "2 ELM ST #3", ""]),
    st.sampled_from(["3715550101", "3715550102", "", "5555555555"]),
    st.sampled_from(["01", "02", ""]),
    st.sampled_from(["DEM", "UNA"]),
    st.booleans(),
)
JUNK = st.sampled_from(["", "one\ttwo", '"open', "a\0b"])
FILE = st.lists(st.one_of(LINE, LINE, LINE, JUNK), max_size=30).map(lambda lines: [files.line(26), *lines])


def state():
    return (
        list(Voter.objects.order_by("id").values()),
        list(
            Phone.objects.order_by("voter_id", "number").values(
                "voter_id", "number", "set_aside", "registered"
            )
        ),
        list(Household.objects.order_by("id").values()),
    )


class Undone(Exception):
    pass


def alone(body):
    """Runs `body` in a transaction that never was."""
    with pytest.raises(Undone), transaction.atomic():
        body()
        raise Undone


@RELAXED
@given(FILE)
def test_twice_changes_nothing(load, lines):
    def body():
        loaded = load(files.nc(*lines), layout=files.layout.builtin()["nc_voter_2026"])
        before = state()
        again = load(files.nc(*lines), layout=files.layout.builtin()["nc_voter_2026"])
        assert state() == before
        assert again.report["changes"]["new"] == again.report["changes"]["changed"] == 0
        assert loaded.report["accepted"] == Voter.objects.count()

    alone(body)


@RELAXED
@given(FILE, FILE)
def test_taken_back_is_as_before(load, first, second):
    def body():
        load(files.nc(*first), layout=files.layout.builtin()["nc_voter_2026"])
        before = state()
        steps.take_back(load(files.nc(*second), layout=files.layout.builtin()["nc_voter_2026"]))
        assert state() == before

    alone(body)


@RELAXED
@given(FILE)
def test_every_line_is_accounted_for(read, lines):
    def body():
        report = read(files.nc(*lines), layout=files.layout.builtin()["nc_voter_2026"]).report
        told = {w["kind"]: w["n"] for w in report["warnings"]}
        twice = told.get("the same line twice: counted once", 0)
        assert report["read"] == report["accepted"] + report["refused"] + report["removed_in_file"] + twice

    alone(body)
