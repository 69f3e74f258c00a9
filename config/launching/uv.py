"""uv, which makes the environment: the machine's own, or the locked one fetched from the package index."""

import io
import os
import platform
import re
import shutil
import sys
import zipfile
from pathlib import Path

from config.launching import index
from config.launching.said import Trouble, say

LOCK = Path(__file__).resolve().parent.parent.parent / "requirements" / "uv.txt"


def find(var):
    """Path of uv; fetched into var/tools once when the machine has none."""
    own = var / "tools" / "uv"
    named = shutil.which("uv")
    if named or own.exists():
        return named or str(own)
    say("Fetching uv, which sets up the libraries …")
    version, hashes = locked()
    files = index.files("uv")
    wheels = [name for name in files if name.startswith(f"uv-{version}-") and name.endswith(".whl")]
    wheel = next((name for name in wheels if fits(name)), None)
    if not wheel:
        raise Trouble(
            f"there is no uv {version} for this machine ({sys.platform}, {platform.machine()}) "
            "in the package index. Install uv yourself and start again."
        )
    unpack(index.download(files[wheel], hashes), own)
    return str(own)


def locked():
    """(version, sha256 of its files) as requirements/uv.txt has them."""
    text = LOCK.read_text()
    return re.search(r"^uv==(\S+)", text, re.M).group(1), set(re.findall(r"sha256:([0-9a-f]{64})", text))


def fits(wheel):
    """Whether a wheel's name says that it runs on this machine."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "darwin":
        return "macosx" in wheel and ("arm64" if machine == "aarch64" else machine) in wheel
    kind = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return kind in wheel and re.search(rf"_{machine}(\.|$)", wheel) is not None


def unpack(wheel, to):
    """Write the uv program out of a wheel's bytes to the path `to`, whole or not at all."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(name for name in archive.namelist() if re.search(r"\.data/scripts/uv$", name))
        program = archive.read(member)
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name("uv.part")
    part.write_bytes(program)
    part.chmod(0o755)
    os.replace(str(part), str(to))
