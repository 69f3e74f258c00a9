"""`fieldoffice nightly`: 0 when all is well or known, 1 when somebody must look."""

import argparse
import os

import pytest

from config.verbs import nightly
from roll.tests import files
from roll.tests.test_ballots import night

pytestmark = pytest.mark.django_db


def test_each_file_is_told_once(tmp_path, settings, capsys):
    settings.KEPT = tmp_path / "kept"
    folder = tmp_path / "incoming"
    folder.mkdir()
    parser = argparse.ArgumentParser()
    nightly.arguments(parser)
    args = parser.parse_args([str(folder), "--state", "NC", "--as", "voted"])

    def put(name: str, body: bytes) -> None:
        (folder / name).write_bytes(body)
        os.utime(folder / name, (1_000_000, 1_000_000))

    put("1.csv", night(v1="accepted"))
    assert nightly.run(args) == 0 and "1.csv: accepted, 1 lines" in capsys.readouterr().out
    assert nightly.run(args) == 0 and capsys.readouterr().out == ""
    put("2.csv", files.absentee((1, "ACCEPTED"))[:40])
    assert nightly.run(args) == 1 and "2.csv: unreadable" in capsys.readouterr().out
    assert nightly.run(parser.parse_args([str(folder / "nowhere")])) == 1
