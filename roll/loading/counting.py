"""Counts of open ballots by county, kept beside them: exact, for only loads change ballots."""

from roll.loading import tables

COUNTED = """
select file, election_on, county_id, stage, voter_id is not null as on_roll, count(*) as n
from roll_ballot where ended_by is null and (%(file)s::text is null or file = %(file)s) group by 1, 2, 3, 4, 5
"""


def recount(file: str | None = None) -> None:
    """Counts a file's ballots anew, or everybody's."""
    tables.run("delete from roll_ballotcount where %(file)s::text is null or file = %(file)s", {"file": file})
    tables.run(
        f"insert into roll_ballotcount (file, election_on, county_id, stage, on_roll, n) {COUNTED}",
        {"file": file},
    )
