import pytest

from lists.tests.county import County
from packets import folder


@pytest.fixture
def paper(db, settings, tmp_path):
    """An invented county whose files and paper lie in a folder of this test alone."""
    settings.VAR = tmp_path
    settings.KEPT = tmp_path / "kept"
    county = County()
    county.team.captain = county.person("Maya")
    county.team.save()
    county.folder = folder.root()
    return county
