-- The voters of a packet that was given out, by id: name, age, polling place, and whether they are off every list by now.
select v.id, concat_ws(' ', v.first_name, nullif(v.middle_name, ''), v.last_name, nullif(v.suffix, '')),
       extract(year from real_now()) - v.birth_year, coalesce(p.name, ''), roll_why_off(v.id) is not null
from roll_voter v
left join roll_precinctplace pp on pp.precinct_id = v.precinct_id
left join roll_pollingplace p on p.id = pp.place_id
where v.id = any(%s)
