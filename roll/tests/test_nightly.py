"""A folder of nightly files: each once, oldest first; what is odd waits for a person."""

import os

import pytest

from roll.loading import nightly, steps
from roll.models import Load, Voted
from roll.tests import files
from roll.tests.test_ballots import night

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def folder(tmp_path, load):
    load(files.county(60))
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    return incoming


def put(folder, name: str, body: bytes, hours_ago: float) -> None:
    path = folder / name
    path.write_bytes(body)
    os.utime(path, (1_000_000 - hours_ago * HOUR,) * 2)


def taken(folder) -> list[tuple[str, str]]:
    return [(one.path.name, one.state) for one in nightly.take(folder, state="NC", now=1_000_000)]


def test_each_file_once_oldest_first(folder):
    put(folder, "b.csv", night(v1="accepted", v2="accepted"), 2)
    put(folder, "a.csv", night(v1="accepted"), 1)
    put(folder, "z.csv", night(v1="sent"), 3)
    put(folder, ".hidden", b"x", 3)
    put(folder, "now.csv", night(v3="accepted"), 0)
    assert taken(folder) == [
        ("z.csv", "accepted"),
        ("b.csv", "accepted"),
        ("a.csv", "accepted"),
        ("now.csv", "coming"),
    ]
    assert Voted.objects.filter(ended_seq=None).count() == 1, "the newest night says that it was one"
    assert taken(folder)[:3] == [("z.csv", "known"), ("b.csv", "known"), ("a.csv", "known")]
    assert Load.objects.filter(role="voted").count() == 3


def test_what_is_odd_waits_and_the_rest_goes_on(folder):
    put(folder, "1.csv", night(**{f"v{n}": "accepted" for n in range(1, 61)}), 9)
    put(folder, "2.csv", night(v1="accepted"), 8)  # 59 votes fewer
    put(folder, "3.pdf", b"%PDF-1.7\n%\xe2\xe3", 7)
    put(folder, "4.csv", b"name,colour\nAna,blue\n", 6)
    assert [state for _name, state in taken(folder)] == ["accepted", "waits", "unreadable", "unreadable"]
    assert Voted.objects.filter(ended_seq=None).count() == 60, "nobody's vote was taken away"
    assert [state for _name, state in taken(folder)] == ["known", "waits", "unreadable", "unreadable"]
    load = Load.objects.get(file_name="2.csv")
    steps.accept(load, even_so=True)
    assert dict(taken(folder))["2.csv"] == "known"
    assert Voted.objects.filter(ended_seq=None).count() == 1
