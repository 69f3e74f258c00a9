-- Who is a supporter by choice, scores and newest IDs, against the open spans; and what spans of having voted say of it.
with newest as (
  select distinct on (i.voter_id) i.voter_id, i.support from roll_supportid i
  where i.withdrawn_by is null order by i.voter_id, i.at desc, i.id desc
), meant as (
  select v.id, v.precinct_id, v.gone_at is null and v.status not in ('removed', 'pre') as on_roll
  from roll_voter v
  cross join roll_support_rule() rule
  left join newest on newest.voter_id = v.id and rule.said > 0
  where coalesce(newest.support <= rule.said, v.support_score <= rule.score, false)
)
select coalesce(s.voter_id, m.id) as voter, s.area_id as counted_in, m.precinct_id as meant_in
from (select * from roll_supporter where ended_seq is null) s
full join (select * from meant where on_roll) m on m.id = s.voter_id
where s.area_id is distinct from m.precinct_id
union all
select d.voter_id, d.area_id, null from roll_voted d left join meant m on m.id = d.voter_id
where d.ended_seq is null and d.supporter <> (m.id is not null)
