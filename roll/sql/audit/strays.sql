-- References that the database does not watch, because loads write them by the million (roll/models.py).
select 'voter' as row, v.id, 'precinct' as lacks, v.precinct_id as missing
from roll_voter v where not exists (select from crew_area a where a.id = v.precinct_id)
union all
select 'voter', v.id, 'county', v.county_id from roll_voter v where not exists (select from crew_area a where a.id = v.county_id)
union all
select 'voter', v.id, 'household', v.household_id from roll_voter v
where v.household_id is not null and not exists (select from roll_household h where h.id = v.household_id)
union all
select 'voter', v.id, 'zone', v.zone_id from roll_voter v
where v.zone_id is not null and not exists (select from roll_zone z where z.id = v.zone_id)
union all
select 'phone', p.id, 'voter', p.voter_id from roll_phone p where not exists (select from roll_voter v where v.id = p.voter_id)
union all
select 'history', h.voter_id, 'voter', h.voter_id from roll_votehistory h
where not exists (select from roll_voter v where v.id = h.voter_id)
union all
select 'ballot', b.id, 'voter', b.voter_id from roll_ballot b
where b.voter_id is not null and not exists (select from roll_voter v where v.id = b.voter_id)
