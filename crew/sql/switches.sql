-- What is switched, seen from a place on the map: of each feature the nearest area of its lineage that says on or off,
-- else what is said for the whole campaign (area null). Features about which nobody said anything are not in it.
-- The table is a few dozen rows at most, found by crew_switch's unique index (feature, area).
create function crew_switches_at(p_lineage bigint[]) returns table (feature varchar, is_on boolean, area_id bigint)
language sql stable as $$
  select distinct on (s.feature) s.feature, s.is_on, s.area_id
  from crew_switch s
  where s.is_on is not null and (s.area_id is null or s.area_id = any(p_lineage))
  order by s.feature, array_position(p_lineage, s.area_id) desc nulls last
$$;

-- The same for a team, as an exchange and a live stream need it: its work and area, the place in the log of the last
-- switch, and {feature: on}. Null for nobody's team.
create function crew_switched(p_team bigint) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'work', t.work, 'area', t.area_id,
    'as_of', coalesce((select max(s.place) from crew_switch s), 0),
    'states', coalesce((select jsonb_object_agg(n.feature, n.is_on) from crew_switches_at(a.lineage) n), '{}'))
  from crew_team t join crew_area a on a.id = t.area_id
  where t.id = p_team
$$;

-- Adds up how often features were used: [{"feature", "area", "hour", "n"}] of one process, in one statement.
create function crew_add_uses(uses jsonb) returns void language sql as $$
  insert into crew_use as u (feature, area_id, hour, n)
  select x.feature, x.area, x.hour, sum(x.n)
  from jsonb_to_recordset(uses) as x(feature varchar, area bigint, hour timestamptz, n integer)
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (feature, area_id, hour) do update set n = u.n + excluded.n
$$;
