import pytest

from crew.tests.browser.conftest import at_work, manager  # noqa: F401
from roll.tests import files


def county_file(voters: int, county: str = "WAKE", number: int = 92, **columns) -> bytes:
    """A voter file of a county of its own, so that tests that share an office do not meet."""
    own = {"county_id": str(number), "county_desc": county}
    lines = (files.line(n, ncid=f"{county[:2]}{n:07d}", **own, **columns) for n in range(1, voters + 1))
    return files.nc(*lines)


@pytest.fixture(scope="session")
def loaded(live_office, tmp_path_factory):
    """The id of an accepted load of eight voters with history of refused lines and warnings."""
    path = tmp_path_factory.mktemp("files") / "ncvoter92.txt"
    path.write_bytes(county_file(8, full_phone_number="3715550144") + b"broken\r\n")
    live_office.run(
        "load", str(path), "--source", "State board", "--permitted-use", "Getting out the vote", "--even-so"
    )
    ((pk,),) = live_office.sql("select max(id) from roll_load where file_name = 'ncvoter92.txt'")
    return pk
