-- A voter has one open span of having voted while a strike stands, from the hour of the first that does.
select coalesce(d.voter_id, s.voter_id) as voter, d.hour as counted_from, s.hour as struck_at
from (select voter_id, hour from roll_voted where ended_seq is null) d
full join (select voter_id, date_trunc('hour', min(at)) as hour from roll_strike where withdrawn_by is null group by 1) s
  on s.voter_id = d.voter_id
where d.hour is distinct from s.hour
