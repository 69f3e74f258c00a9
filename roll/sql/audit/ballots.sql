-- The counts of ballots by county that the page shows, against a recount of those that stand.
select coalesce(c.file, b.file) as file, coalesce(c.election_on, b.election_on) as election_on,
       coalesce(c.county_id, b.county_id) as county, coalesce(c.stage, b.stage) as stage, c.n as told, b.n as counted
from (select file, election_on, county_id, stage, on_roll, n from roll_ballotcount) c
full join (select file, election_on, county_id, stage, voter_id is not null as on_roll, count(*) as n
           from roll_ballot where ended_by is null group by 1, 2, 3, 4, 5) b
  on (b.file, b.election_on, b.stage, b.on_roll, coalesce(b.county_id, 0)) = (c.file, c.election_on, c.stage, c.on_roll, coalesce(c.county_id, 0))
where c.n is distinct from b.n
