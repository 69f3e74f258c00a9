import pytest


@pytest.fixture
def office(db):
    from front_desk.tests.office import SmallOffice

    return SmallOffice(voters=8)


@pytest.fixture(autouse=True)
def nothing_kept():
    """What was worked out for one test's office is not shown to the next."""
    from boiler_room import standing

    standing._kept.clear()
