-- Pictures that showed fewer calls than had been acknowledged when they were asked for, or more than had been sent when they
-- were there. What was taken back may be off either; calls of others in the office may be on.
with numbered as (
  select p.*, row_number() over (order by p.at) as n from j_p p where p.word = 'calls'
), call as (
  select s.at as sent_at, t.at as told_at from sent s left join told t on t.entry = s.entry and t.verdict = 'recorded' and t.reason = '-'
  where s.hold is not null and s.word not in ('ride_request', 'skipped')
), event as (
  select told_at as at, 1 as acked, 0 as gone, 0 as picture from call where told_at is not null
  union all select sent_at, 0, 1, 0 from call
  union all select at, 0, 0, n from numbered
  union all select till, 0, 0, -n from numbered
), so_far as (
  select picture, sum(acked) over (order by at, picture) as acked, sum(gone) over (order by at, picture) as gone from event
)
select n.client, to_timestamp(n.at) as asked_at, n.hold as shown, lowest.acked as at_least, highest.gone as at_most
from numbered n
join so_far lowest on lowest.picture = n.n
join so_far highest on highest.picture = -n.n
cross join (select count(*) as n from lists_attempt a where not exists (select from sent s where s.entry = a.id)) more
cross join (select count(*) as n from front_desk_withdrawal) moved
where n.hold not between lowest.acked - moved.n and highest.gone + more.n
