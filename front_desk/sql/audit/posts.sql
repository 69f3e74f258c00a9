-- Posts as they were said last, and when they were ended first.
with said as (
  select distinct on ((e.payload->>'id')::bigint) (e.payload->>'id')::bigint as id, (e.payload->>'place')::bigint as place,
         array(select p::bigint from jsonb_array_elements_text(e.payload->'precincts') with ordinality x(p, n) order by n) as precincts,
         (e.payload->>'team')::bigint as team, (e.payload->>'starts_at')::timestamptz as starts_at,
         (e.payload->>'ends_at')::timestamptz as ends_at
  from front_desk_entry e where e.kind = 'post' and e.verdict = 'recorded'
  order by 1, e.seq desc
), ended as (
  select (e.payload->>'post')::bigint as id, min(e.received_at) as at
  from front_desk_entry e where e.kind = 'post_ended' and e.verdict = 'recorded' group by 1
)
select coalesce(s.id, p.id) as post, s.place as place_in_the_log, p.place_id as place, e.at as ended_in_the_log, p.ended_at as ended
from said s
left join ended e on e.id = s.id
full join precincts_post p on p.id = s.id
where (s.place, s.precincts, s.team, s.starts_at, s.ends_at, e.at)
      is distinct from (p.place_id, p.precincts, p.team_id, p.starts_at, p.ends_at, p.ended_at)
