-- Numbers handed down though as many attempts as the sheet allows in all were acknowledged before the request went up.
with rung as (
  select h.target_id, c.hold, min(c.told_at) as at from counting c join lists_handout h on h.hold = c.hold group by 1, 2
), event as (
  select target_id, at, 1 as n, null::bigint as hold from rung
  union all
  select o.target_id, min(x.at), 0, o.hold
  from (select client, request, hold from j_h group by 1, 2, 3) h
  join j_x x on x.client = h.client and x.request = h.request
  join lists_handout o on o.hold = h.hold
  group by o.target_id, o.hold
), counted as (
  select *, sum(n) over (partition by target_id order by at, n) as before from event
)
select c.hold, c.target_id as target, c.before as attempts, s.attempts_in_all
from counted c join lists_target t on t.id = c.target_id join lists_sheet s on s.id = t.sheet_id
where c.hold is not null and c.before >= s.attempts_in_all
