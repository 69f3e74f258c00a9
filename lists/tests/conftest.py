import pytest


@pytest.fixture
def kept(settings, tmp_path):
    """Kept files of this test go to a folder of its own."""
    settings.KEPT = tmp_path / "kept"
    return settings.KEPT


@pytest.fixture
def county(db, kept):
    from lists.tests.county import County

    return County()
