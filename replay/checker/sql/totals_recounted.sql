-- The totals of the whole campaign as folded so far, and the results by hour, area and sheet, against a recount of the entries.
with cursor as (
  select coalesce((select seq from front_desk_cursor where name = 'totals'), 0) as upto
), recounted as (
  select w.what, sum(w.n) as n from cursor cross join lateral (
    select 'calls' as what, count(*) as n from lists_attempt a
    where a.seq <= upto and coalesce(a.withdrawn_seq > upto, true) and a.result <> 'skipped'
    union all
    select 'contacts', count(*) from lists_attempt a
    where a.seq <= upto and coalesce(a.withdrawn_seq > upto, true) and a.result in ('refused', 'contacted', 'already_voted')
    union all
    select 'voted', count(*) from roll_voted d where d.seq <= upto and coalesce(d.ended_seq > upto, true)
    union all
    select 'supporters', count(*) from roll_voted d where d.seq <= upto and coalesce(d.ended_seq > upto, true) and d.supporter
  ) w group by 1
), tallied as (
  select a.hour, a.area_id, a.sheet_id, a.result, count(*) as n
  from lists_attempt a, cursor where a.seq <= upto and coalesce(a.withdrawn_seq > upto, true) group by 1, 2, 3, 4
)
select r.what as figure, r.n as recounted, coalesce(sum(t.n), 0) as shown
from recounted r
left join boiler_room_total t on t.what = r.what and t.area_id = 0 and t.hour = '1970-01-01 00:00Z'
group by 1, 2 having r.n <> coalesce(sum(t.n), 0)
union all
select concat_ws(' ', coalesce(x.result, t.result), 'sheet', coalesce(x.sheet_id, t.sheet_id), 'area', coalesce(x.area_id, t.area_id)),
       coalesce(x.n, 0), coalesce(t.n, 0)
from tallied x full join (select * from lists_tally where n <> 0) t
  on (t.hour, t.area_id, t.sheet_id, t.result) = (x.hour, x.area_id, x.sheet_id, x.result)
where coalesce(x.n, 0) <> coalesce(t.n, 0)
