"""Vendored browser code is the code that was vendored."""

import pytest

from lib import vendoring


def listing(tmp_path, sha512):
    path = tmp_path / "vendor.toml"
    path.write_text(
        '[[package]]\nname = "toy"\nversion = "1.0.0"\nlicence = "ISC"\nintegrity = "sha512-x"\n'
        f'files = [{{ from = "a.js", to = "kept/a.js", sha512 = "{sha512}" }}]\n'
    )
    return path


def test_every_kept_file_matches_its_hash():
    assert vendoring.problems() == []


def test_every_file_in_the_vendor_folder_is_listed():
    listed = {file["to"] for package in vendoring.packages() for file in package["files"]}
    kept = {str(p.relative_to(vendoring.ROOT)) for p in vendoring.ROOT.glob("lib/static/lib/vendor/**/*.*")}
    assert kept <= listed


def test_a_changed_file_is_found(tmp_path):
    path = listing(tmp_path, vendoring.digest(b"one"))
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/a.js").write_bytes(b"two")
    assert vendoring.problems(path, tmp_path) == ["toy: kept/a.js is not the file that was vendored"]


def test_a_missing_file_is_found(tmp_path):
    path = listing(tmp_path, "sha512-x")
    assert vendoring.problems(path, tmp_path) == ["toy: kept/a.js is missing"]


def test_a_name_that_is_not_listed_is_refused(tmp_path):
    with pytest.raises(StopIteration):
        vendoring.fetch("nobody", listing(tmp_path, ""), tmp_path)
