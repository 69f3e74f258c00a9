-- What the picture shows: folded totals and the tail behind the fold, in one statement and so in one snapshot.
-- Cost: the rows shown and the tail of some seconds, whatever lies in the log.
create function boiler_room_counts(areas bigint[], since timestamptz, until timestamptz)
returns table (area_id bigint, hour timestamptz, what text, n bigint) language sql stable as $$
  with folded as (select coalesce(max(c.seq), 0) as seq from front_desk_cursor c where c.name = 'totals'),
  tail as materialized (
    select up.area_id, c.hour, c.what, c.n
    from folded
    cross join lateral boiler_room_changes(folded.seq, 9223372036854775807) c
    left join crew_area a on a.id = c.area_id
    cross join lateral unnest(0::bigint || coalesce(a.lineage, array[c.area_id])) up(area_id)
    where up.area_id = any(areas)
  )
  select x.area_id, x.hour, x.what, sum(x.n)::bigint
  from (
    select t.area_id, t.hour, t.what::text, t.n from boiler_room_total t
    where t.area_id = any(areas) and (t.hour >= since and t.hour < until or t.hour = timestamptz '1970-01-01 00:00Z')
    union all
    select t.area_id, h.hour, t.what, t.n from tail t
    cross join lateral (select t.hour union select timestamptz '1970-01-01 00:00Z') h(hour)
    where h.hour >= since and h.hour < until or h.hour = timestamptz '1970-01-01 00:00Z') x
  group by 1, 2, 3
$$;
