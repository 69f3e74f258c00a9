"""A folder for kept files, and loading in one word."""

import pytest

from roll.loading import choosing, keeping, steps
from roll.models import Load


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Kept files go to a folder of the test's own."""
    settings.KEPT = tmp_path / "kept"
    return settings.KEPT


@pytest.fixture
def read(db):
    """`read(bytes, role="voters", name=…, layout=None)` -> a Load, staged or failed."""

    def take(
        body: bytes, role: str = "voters", name: str = "file.txt", layout=None, state: str = "NC"
    ) -> Load:
        sha256, size = keeping.keep([body])
        layout = layout or choosing.choose(keeping.path_of(sha256), name, role, state)
        return steps.read(steps.offer(sha256, size, name, layout, source="test", permitted_use="tests"))

    return take


@pytest.fixture
def load(read):
    """`load(bytes, …)` -> an accepted Load, in spite of alarms."""

    def take(body: bytes, role: str = "voters", **kwargs) -> Load:
        staged = read(body, role, **kwargs)
        assert staged.state == "staged", staged.error
        return steps.accept(staged, even_so=True)

    return take


@pytest.fixture
def warned():
    """`warned(load)` -> {kind of warning: how many}."""
    return lambda load: {w["kind"]: w["n"] for w in load.report["warnings"]}
