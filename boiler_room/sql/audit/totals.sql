-- Folded totals of every area against a recount up to the fold's cursor. A map that changed a moment ago is about to be
-- counted again by the clerk.
with folded as (select coalesce(max(seq), 0) as seq from front_desk_cursor where name = 'totals'),
again as (
  select up.area_id, h.hour, c.what, sum(c.n) as n
  from folded
  cross join lateral boiler_room_changes(0, folded.seq) c
  left join crew_area a on a.id = c.area_id
  cross join lateral unnest(0::bigint || coalesce(a.lineage, array[c.area_id])) up(area_id)
  cross join lateral (select c.hour union select timestamptz '1970-01-01 00:00Z') h(hour)
  group by 1, 2, 3
)
select coalesce(t.area_id, r.area_id) as area, coalesce(t.hour, r.hour) as hour, coalesce(t.what, r.what) as what,
       coalesce(t.n, 0) as total, coalesce(r.n, 0) as recount
from boiler_room_total t full join again r on (r.area_id, r.hour, r.what) = (t.area_id, t.hour, t.what)
where coalesce(t.n, 0) <> coalesce(r.n, 0)
  and not exists (select from boiler_room_map m where m.areas <> boiler_room_drawn())
