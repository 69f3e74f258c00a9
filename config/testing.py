"""The steps of `fieldoffice test`, and the browser they need."""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as tree
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass
class Outcome:
    """One step: seconds it took, and for tests how many passed, failed and were skipped."""

    name: str
    well: bool
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def steps(chosen: list[str], var: Path) -> list[tuple[str, list[str], Path | None]]:
    """(name, command, where the tests' report will be) of every step; `chosen` goes on to pytest."""
    python = sys.executable
    reports = var / "test"
    pytest = [python, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *chosen]
    unit, browser = reports / "unit.xml", reports / "browser.xml"
    return [
        ("style", [str(BIN / "ruff"), "check"], None),
        ("format", [str(BIN / "ruff"), "format", "--check"], None),
        ("rooms", [str(BIN / "lint-imports"), "--no-logo"], None),
        ("unit", [*pytest, "-m", "not browser", f"--junitxml={unit}"], unit),
        ("browser", [*pytest, "-m", "browser", f"--junitxml={browser}"], browser),
    ]


def run(name: str, command: list[str], report: Path | None) -> Outcome:
    """Run one step with its output shown as it comes."""
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.unlink(missing_ok=True)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    nothing_chosen = code == 5 and "-k" in command  # pytest: no test was left to run
    outcome = Outcome(name, code == 0 or nothing_chosen, time.monotonic() - started)
    if report and report.exists():
        suite = tree.parse(report).getroot().find("testsuite")
        count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
        outcome.failed = count["failures"] + count["errors"]
        outcome.skipped = count["skipped"]
        outcome.passed = count["tests"] - outcome.failed - outcome.skipped
    return outcome


def find_browser() -> str:
    """Make sure there is a Chromium; empty when there is, else a sentence with what to do."""
    for attempt in (None, _playwrights_own, _debians):
        if attempt:
            attempt()
        if _starts():
            return ""
    return "No Chromium could be installed. On Debian: apt install chromium ; else set FIELDOFFICE_CHROMIUM."


def _starts() -> bool:
    code = (
        "from pathlib import Path; from playwright.sync_api import sync_playwright as s\n"
        "from lib.testing.chromium import choose, ARGUMENTS\n"
        "with s() as p: p.chromium.launch(executable_path=choose(p), args=ARGUMENTS).close()"
    )
    tried = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    return tried.returncode == 0


def _playwrights_own() -> None:
    print("Fetching Chromium …", flush=True)
    environment = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0:
        command.append("--with-deps")
    _quietly(command, environment)


def _debians() -> None:
    if not shutil.which("apt-get"):
        return
    print("Installing Debian's Chromium …", flush=True)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _quietly([*root, "apt-get", "update", "-q"], environment)
    _quietly([*root, "apt-get", "install", "-qy", "--no-install-recommends", "chromium"], environment)


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    # whatever fails, the next way is tried; the last one says what is missing
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, env=environment, capture_output=True, check=False, timeout=600)
