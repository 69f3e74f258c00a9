"""Runs the unit tests of the browser code, with the Node that Playwright brings along."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def node() -> str:
    from playwright._impl._driver import compute_driver_executable

    return str(compute_driver_executable()[0])


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/tests/**/*.test.mjs")), ids=lambda p: p.name)
def test_javascript(path):
    run = subprocess.run([node(), "--test", str(path)], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
