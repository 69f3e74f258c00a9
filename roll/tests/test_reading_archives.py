"""Zip and gzip: named members are taken, strays reported, truncation said plainly."""

import pytest

from roll.models import Voter
from roll.reading import archive
from roll.reading.problems import Unreadable
from roll.tests import files

pytestmark = pytest.mark.django_db


def test_gzip(load):
    load(files.gzipped(files.county(3)), name="ncvoter101.txt.gz")
    assert Voter.objects.count() == 3


def test_a_truncated_gzip(read):
    body = files.gzipped(files.county(400))
    staged = read(body[: len(body) // 2], layout=files.layout.builtin()["nc_voter_2026"])
    assert staged.state == "failed" and "ends early" in staged.error


def test_zip_with_strays(load, warned):
    body = files.zipped(
        ncvoter101__txt=files.county(3), ___ncvoter101__txt=b"resource fork", notes__pdf=b"%PDF-", counts__txt=b"",
        readme__txt=b"see the site",
    )  # fmt: skip
    loaded = load(body, name="ncvoter101.zip")
    assert Voter.objects.count() == 3
    strays = [kind for kind in warned(loaded) if "was not read" in kind]
    assert len(strays) == 4 and any("notes.pdf" in kind for kind in strays)


def test_several_members_and_their_line_numbers(load):
    from roll.loading import report

    body = files.zipped(
        DUV_20261101__txt=files.florida({"Voter_ID": "100200301"}, {"Voter_ID": "100200302"}),
        PAS_20261101__txt=files.florida({"Voter_ID": "100200303", "County_Code": "PAS"}, {"Voter_ID": ""}),
    )
    loaded = load(body, name="20261101.zip")
    assert sorted(Voter.objects.values_list("county__code", flat=True)) == ["DUVAL", "DUVAL", "PASCO"]
    refused = loaded.refused_lines.get()
    assert report.where(loaded, refused.line) == "PAS_20261101.txt, line 2"


def test_the_number_of_parts_may_change(load):
    parts = {f"SWVF_{n}__txt": files.ohio({"SOS_VOTERID": f"OH000000000{n}"}) for n in range(1, 6)}
    load(files.zipped(**parts), name="swvf.zip")
    assert Voter.objects.count() == 5


def test_a_member_with_other_columns_is_refused(read):
    parts = {
        "SWVF_1__txt": files.ohio({"SOS_VOTERID": "OH0000000001"}),
        "SWVF_2__txt": files.ohio({"SOS_VOTERID": "OH0000000002"}, elections=("GENERAL-11/05/2024",)),
    }
    staged = read(files.zipped(**parts), name="swvf.zip")
    assert staged.state == "failed" and "SWVF_2.txt" in staged.error


def test_a_truncated_zip(read):
    body = files.zipped(ncvoter101__txt=files.county(50))
    with pytest.raises(Unreadable, match="ends early"):
        read(body[:-30], name="ncvoter101.zip")


def test_a_bomb(read, monkeypatch):
    monkeypatch.setattr(archive, "RATIO_FREE", 1 << 20)
    with pytest.raises(Unreadable, match="200 times"):
        staged = read(
            files.gzipped(b"voter id,last name,county\n" + b"1,A,WAKE\n" * 2_000_000), name="x.csv.gz"
        )
        raise Unreadable(staged.error)


@pytest.mark.parametrize("start", [b"%PDF-1.7 ", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_other_kinds_of_file(read, start):
    with pytest.raises(Unreadable, match="text file"):
        read(start + b"x" * 100)


def test_a_spreadsheet(read):
    with pytest.raises(Unreadable, match="save it as CSV"):
        read(files.zipped(**{"[Content_Types]__xml": b"<x/>"}))
