-- What watchers may do in an area: the nearest area of its lineage that says something decides; where none does,
-- phones may be used inside and photos may not be taken.
create function precincts_rule(p_area bigint, out phones_inside boolean, out photos boolean, out checklist text)
language sql stable as $$
  select coalesce((array_agg(r.phones_inside order by a.place desc) filter (where r.phones_inside is not null))[1], true),
         coalesce((array_agg(r.photos order by a.place desc) filter (where r.photos is not null))[1], false),
         coalesce((array_agg(r.checklist order by a.place desc) filter (where r.checklist <> ''))[1], '')
  from crew_area here
  cross join lateral unnest(here.lineage) with ordinality a(id, place)
  join precincts_rule r on r.area_id = a.id
  where here.id = p_area
$$;
