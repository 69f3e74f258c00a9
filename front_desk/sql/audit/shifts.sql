-- Shifts, as each of their parts was said last, and when they were cancelled first.
with part as (
  select distinct on (1, 2) (e.payload->>'id')::bigint as id, p.key, p.value
  from front_desk_entry e cross join lateral jsonb_each_text(e.payload) p
  where e.kind = 'shift' and e.verdict = 'recorded'
  order by 1, 2, e.seq desc
), said as (
  select id, max(value) filter (where key = 'team')::bigint as team, max(value) filter (where key = 'starts_at')::timestamptz as starts_at,
         max(value) filter (where key = 'ends_at')::timestamptz as ends_at,
         coalesce(max(value) filter (where key = 'wanted'), '0')::integer as wanted,
         coalesce(max(value) filter (where key = 'note'), '') as note
  from part group by id
), cancelled as (
  select (e.payload->>'shift')::bigint as id, min(e.received_at) as at
  from front_desk_entry e where e.kind = 'shift_cancelled' and e.verdict = 'recorded' group by 1
)
select coalesce(s.id, h.id) as shift, s.starts_at as in_the_log, h.starts_at as starts_at, c.at as cancelled_in_the_log, h.cancelled_at as cancelled
from said s
left join cancelled c on c.id = s.id
full join crew_shift h on h.id = s.id
where (s.team, s.starts_at, s.ends_at, s.wanted, s.note, c.at)
      is distinct from (h.team_id, h.starts_at, h.ends_at, h.wanted::integer, h.note::text, h.cancelled_at)
