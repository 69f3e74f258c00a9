-- What stands on the walk lists of one sheet: for each turf the doors where somebody is left, in the order of the route.
-- A turf is a run of all doors of the sheet, left or not (lists/turf), so that it keeps its people from round to round.
-- A confidential voter has no door, so has no place here.
with placed as (
  select t.id, t.left_n, row_number() over (order by t.rank, t.id) as place from lists_target t where t.sheet_id = %(sheet)s
), open as materialized (
  select *, (place - 1) / %(size)s as part from placed where left_n > 0
), told as (
  select o.part, o.place, o.id, l.number as door, min(v.address) as address, min(v.city) as city,
         avg(v.latitude) as north, avg(v.longitude) as east,
         jsonb_agg(jsonb_build_array(
           v.id,
           concat_ws(' ', v.first_name, nullif(v.middle_name, ''), v.last_name, nullif(v.suffix, '')),
           extract(year from real_now()) - v.birth_year, coalesce(p.name, ''), v.lang) order by v.id) as voters
  from lists_living(array(select id from open)) l
  join open o on o.id = l.target_id
  join roll_voter v on v.id = l.voter_id
  left join roll_precinctplace pp on pp.precinct_id = v.precinct_id
  left join roll_pollingplace p on p.id = pp.place_id
  group by o.part, o.place, o.id, l.number
)
select part, jsonb_agg(jsonb_build_array(id, door, address, city, north, east, voters) order by place)
from told group by part order by part
