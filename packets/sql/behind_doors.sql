-- The voters of a walk list that was given out, by id: name, age, polling place, language, address, town, where the door
-- stands, and whether they are off every list or gone from that door by now.
select v.id, concat_ws(' ', v.first_name, nullif(v.middle_name, ''), v.last_name, nullif(v.suffix, '')),
       extract(year from real_now()) - v.birth_year, coalesce(p.name, ''), v.lang,
       case when v.confidential then '' else v.address end, v.city, v.latitude, v.longitude,
       roll_why_off(v.id) is not null or lists_door(v.household_id) is distinct from r.door
from unnest(%s::bigint[], %s::text[]) r(voter, door)
join roll_voter v on v.id = r.voter
left join roll_precinctplace pp on pp.precinct_id = v.precinct_id
left join roll_pollingplace p on p.id = pp.place_id
