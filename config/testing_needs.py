"""What tests need beyond the locked libraries: a Node that starts, and a Chromium."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOWNLOADS = "https://cdn.playwright.dev"
REACHED_WITHIN = 5  # seconds; without internet Playwright itself would try for minutes
NO_NODE = "Node does not start. On Debian: apt install libatomic1 ; else install node and start again."
NO_CHROMIUM = (
    "No Chromium could be installed. On Debian: apt install chromium ; else set FIELDOFFICE_CHROMIUM."
)


def provide(steps: set[str]) -> str:
    """Install what these steps need and is not there; a sentence with what to do when that fails."""
    missing = _first_that_works(_node_starts, [_the_machines_node, _nodes_library]) if steps else ""
    if missing or "browser" not in steps:
        return NO_NODE if missing else ""
    ways = [_playwrights_chromium, _its_libraries, _debians_chromium]
    return NO_CHROMIUM if _first_that_works(_chromium_starts, ways) else ""


def _first_that_works(works: Callable[[], bool], ways: list[Callable[[], None]]) -> bool:
    """Try one way after the other until it works; True when none does."""
    if works():
        return False
    for way in ways:
        way()
        if works():
            return False
    return True


def _node_starts() -> bool:
    code = (
        "import subprocess, sys; from playwright._impl._driver import compute_driver_executable as node\n"
        "sys.exit(subprocess.call([node()[0], '--version'], stdout=-3, stderr=-3))"
    )
    return _tells([sys.executable, "-c", code])


def _the_machines_node() -> None:
    """Playwright's own wants a library that a bare Debian has not got; any later Node drives it as well."""
    if found := shutil.which("node"):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = found


def _nodes_library() -> None:
    os.environ.pop("PLAYWRIGHT_NODEJS_PATH", None)
    _apt("libatomic1")


def _chromium_starts() -> bool:
    code = (
        "from pathlib import Path; from playwright.sync_api import sync_playwright as s\n"
        "from lib.testing.chromium import choose, ARGUMENTS\n"
        "with s() as p: p.chromium.launch(executable_path=choose(p.chromium), args=ARGUMENTS).close()"
    )
    return _tells([sys.executable, "-c", code])


def _playwrights_chromium() -> None:
    if not _reachable(os.environ.get("PLAYWRIGHT_DOWNLOAD_HOST") or DOWNLOADS):
        return
    print("Fetching Playwright's Chromium …", flush=True)
    _quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def _its_libraries() -> None:
    """Only when it was fetched: they are a hundred packages."""
    if os.geteuid() == 0 and _tells([sys.executable, "-c", _FETCHED]):
        print("Installing the libraries it needs …", flush=True)
        _quietly([sys.executable, "-m", "playwright", "install-deps", "chromium"])


_FETCHED = (
    "import sys; from pathlib import Path; from playwright.sync_api import sync_playwright as s\n"
    "with s() as p: sys.exit(not Path(p.chromium.executable_path).exists())"
)


def _debians_chromium() -> None:
    _apt("chromium")


def _apt(package: str) -> None:
    if not shutil.which("apt-get"):
        return
    print(f"Installing Debian's {package} …", flush=True)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    patient = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=2"]
    _quietly([*root, "apt-get", *patient, "update", "-q"])
    _quietly([*root, "apt-get", *patient, "install", "-qy", "--no-install-recommends", package])


def _reachable(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=REACHED_WITHIN).close()
    except urllib.error.HTTPError:
        pass  # an answer all the same
    except (OSError, ValueError):
        return False
    return True


def _tells(command: list[str]) -> bool:
    try:
        return (
            subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120).returncode == 0
        )
    except subprocess.TimeoutExpired:
        return False


def _quietly(command: list[str]) -> None:
    # whatever fails, the next way is tried; the last one says what is missing
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    environment |= {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, env=environment, capture_output=True, check=False, timeout=600)
