-- Codes: numbers of a precinct from one on without a gap (one taken away could be given again), one voter a number, one number a
-- voter, made by an entry; and every strike, ride and case by code found the voter whom the code means today.
select c.precinct_id as precinct, null::integer as n, null::bigint as voter,
       concat_ws(', ', case when count(distinct c.n) <> max(c.n) then 'numbers are missing' end,
                       case when count(distinct c.n) <> count(*) or count(distinct c.voter_id) <> count(*) then 'given twice' end) as "is"
from precincts_strikecode c
group by 1
having count(distinct c.n) <> max(c.n) or count(distinct c.n) <> count(*) or count(distinct c.voter_id) <> count(*)
union all
select distinct c.precinct_id, null::integer, null::bigint, 'no entry made them'
from precincts_strikecode c
where not exists (select from front_desk_entry e where e.kind = 'strike_codes' and e.verdict = 'recorded'
                  and e.payload->'precincts' @> to_jsonb(c.precinct_id))
union all
select (e.payload->>'precinct')::bigint, left(e.payload->>'code', -1)::integer, found.voter_id, 'meant another voter at ' || e.received_at
from (select id, voter_id from roll_strike union all select id, voter_id from precincts_ride
      union all select id, voter_id from precincts_incident where voter_id is not null) found
join front_desk_entry e on e.id = found.id and e.payload ? 'code'
left join precincts_strikecode c on c.precinct_id = (e.payload->>'precinct')::bigint and c.n = left(e.payload->>'code', -1)::integer
where c.voter_id is distinct from found.voter_id
