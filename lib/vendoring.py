"""Other people's browser code, kept in the repository with its version, licence and checksum.

``lib/vendor.toml`` lists each npm package with the sha512 ``integrity`` that npm publishes for its
archive, and for each file taken from it the sha512 of that file. Nothing is fetched at run time or by
tests. To add or renew one: write its entry (``npm view NAME@VERSION dist.integrity``), then
``python -m lib.vendoring fetch NAME``; file hashes that are still empty are filled in.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTING = Path(__file__).with_name("vendor.toml")


def packages(listing: Path = LISTING) -> list[dict]:
    """Each package: name, version, licence, integrity, files = [{from, to, sha512}]."""
    return tomllib.loads(listing.read_text())["package"]


def digest(data: bytes) -> str:
    """The form npm uses: ``sha512-`` and the base64 of the hash."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def problems(listing: Path = LISTING, root: Path = ROOT) -> list[str]:
    """What is wrong with the kept copies, a sentence each; empty when all match."""
    found = []
    for package in packages(listing):
        for key in ("name", "version", "licence", "integrity"):
            if not package.get(key):
                found.append(f"{package.get('name', '?')}: no {key} in {listing.name}")
        for file in package["files"]:
            path = root / file["to"]
            if not path.exists():
                found.append(f"{package['name']}: {file['to']} is missing")
            elif digest(path.read_bytes()) != file["sha512"]:
                found.append(f"{package['name']}: {file['to']} is not the file that was vendored")
    return found


def fetch(name: str, listing: Path = LISTING, root: Path = ROOT) -> None:
    """Take the package's files from npm's archive once that matches ``integrity``.

    Raises ValueError when the archive or a file is not the one listed, StopIteration for a name not listed.
    """
    package = next(p for p in packages(listing) if p["name"] == name)
    with tempfile.TemporaryDirectory() as folder:
        spec = f"{name}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.PIPE)
        archive = next(Path(folder).glob("*.tgz"))
        if digest(archive.read_bytes()) != package["integrity"]:
            raise ValueError(f"{spec}: the archive does not match its integrity")
        with tarfile.open(archive) as tar:
            for file in package["files"]:
                data = tar.extractfile(f"package/{file['from']}").read()
                if not file["sha512"]:
                    _fill_in(listing, file["to"], digest(data))
                elif digest(data) != file["sha512"]:
                    raise ValueError(f"{spec}: {file['from']} does not match its sha512")
                (root / file["to"]).parent.mkdir(parents=True, exist_ok=True)
                (root / file["to"]).write_bytes(data)


def _fill_in(listing: Path, to: str, value: str) -> None:
    pattern = rf'(to = "{re.escape(to)}", sha512 = )""'
    listing.write_text(re.sub(pattern, rf'\1"{value}"', listing.read_text()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["fetch"]:
        for wanted in sys.argv[2:]:
            fetch(wanted)
    wrong = problems()
    print("\n".join(wrong) or "all vendored files match")
    sys.exit(bool(wrong))
