"""The steps of `fieldoffice test`."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as tree
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
    # Folders of their own: the common one of root is closed to PostgreSQL's account by whoever tests beside us.
    pytest = [
        python,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        f"--basetemp={reports}/folders",
        *chosen,
    ]
    unit, browser = reports / "unit.xml", reports / "browser.xml"
    return [
        ("style", [str(BIN / "ruff"), "check"], None),
        ("format", [str(BIN / "ruff"), "format", "--check"], None),
        ("rooms", [str(BIN / "lint-imports"), "--no-logo"], None),
        ("unit", [*pytest, "-m", "not browser", f"--junitxml={unit}"], unit),
        # a page that does not open fails every test of it, each after its patience: ten tell enough
        ("browser", [*pytest, "-m", "browser", "--maxfail=10", f"--junitxml={browser}"], browser),
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
