-- Folded results by hour, precinct and sheet against the attempts up to the fold's cursor.
with folded as (select coalesce(max(seq), 0) as seq from front_desk_cursor where name = 'totals'),
again as (
  select d.hour, d.area_id, d.sheet_id, d.result, sum(d.n) as n
  from (
    select a.hour, a.area_id, a.sheet_id, a.result, 1 as n from lists_attempt a, folded where a.seq <= folded.seq
    union all
    select a.hour, a.area_id, a.sheet_id, a.result, -1 from lists_attempt a, folded where a.withdrawn_seq <= folded.seq) d
  group by 1, 2, 3, 4
)
select coalesce(t.hour, r.hour) as hour, coalesce(t.area_id, r.area_id) as area, coalesce(t.sheet_id, r.sheet_id) as sheet,
       coalesce(t.result, r.result) as result, coalesce(t.n, 0) as total, coalesce(r.n, 0) as recount
from lists_tally t
full join again r on (r.hour, r.area_id, r.sheet_id, r.result) = (t.hour, t.area_id, t.sheet_id, t.result)
where coalesce(t.n, 0) <> coalesce(r.n, 0)
