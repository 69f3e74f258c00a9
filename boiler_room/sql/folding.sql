-- Totals are folded by one clerk, out of the way of those who write entries. What lies between the cursor and
-- `upto` is added once, with the cursor, in one transaction; a read adds what lies beyond the cursor (counts.sql).

-- +1 where an attempt, a strike's span or a supporter's came, −1 where it was withdrawn or ended, for places in
-- (after, upto]. Supporters on the roll (`known`) have no hour: they count over all hours alone.
create function boiler_room_changes(after bigint, upto bigint)
returns table (area_id bigint, hour timestamptz, what text, n bigint) language sql stable as $$
  with dialled as (
    select a.area_id, a.hour, a.result, 1 as n from lists_attempt a where a.seq > after and a.seq <= upto
    union all
    select a.area_id, a.hour, a.result, -1 from lists_attempt a where a.withdrawn_seq > after and a.withdrawn_seq <= upto
  ), voted as (
    select d.area_id, d.hour, d.supporter, 1 as n from roll_voted d where d.seq > after and d.seq <= upto
    union all
    select d.area_id, d.hour, d.supporter, -1 from roll_voted d where d.ended_seq > after and d.ended_seq <= upto
  ), supporting as (
    select s.area_id, 1 as n from roll_supporter s where s.seq > after and s.seq <= upto
    union all
    select s.area_id, -1 from roll_supporter s where s.ended_seq > after and s.ended_seq <= upto
  )
  select d.area_id, d.hour, w.what, sum(d.n)
  from dialled d
  join lists_result r on r.code = d.result
  cross join lateral (values ('calls', d.result <> 'skipped'), ('contacts', r.contact)) w(what, counts)
  where w.counts
  group by 1, 2, 3
  union all
  select v.area_id, v.hour, w.what, sum(v.n)
  from voted v
  cross join lateral (values ('voted', true), ('supporters', v.supporter)) w(what, counts)
  where w.counts
  group by 1, 2, 3
  union all
  select s.area_id, timestamptz '1970-01-01 00:00Z', 'known', sum(s.n) from supporting s group by 1
$$;

-- Adds changes up the map: to the precinct, everything above it and the whole, by the hour and over all hours.
create function boiler_room_add(after bigint, upto bigint) returns void language sql as $$
  insert into boiler_room_total as t (area_id, hour, what, n)
  select up.area_id, h.hour, c.what, sum(c.n)
  from boiler_room_changes(after, upto) c
  left join crew_area a on a.id = c.area_id
  cross join lateral unnest(0::bigint || coalesce(a.lineage, array[c.area_id])) up(area_id)
  cross join lateral (select c.hour union select timestamptz '1970-01-01 00:00Z') h(hour)
  group by 1, 2, 3
  having sum(c.n) <> 0
  order by 1, 2, 3
  on conflict (area_id, hour, what) do update set n = t.n + excluded.n
$$;

-- Folds on to `upto`; answers the place reached. Two at once: the second waits for the cursor and finds it done.
create function boiler_room_fold(upto bigint) returns bigint language plpgsql as $$
declare
  after bigint;
begin
  insert into front_desk_cursor (name, seq) values ('totals', 0) on conflict do nothing;
  select c.seq into after from front_desk_cursor c where c.name = 'totals' for update;
  if after >= upto then
    return after;
  end if;

  insert into lists_tally as t (hour, area_id, sheet_id, result, n)
  select d.hour, d.area_id, d.sheet_id, d.result, sum(d.n)
  from (
    select a.hour, a.area_id, a.sheet_id, a.result, 1 as n from lists_attempt a where a.seq > after and a.seq <= upto
    union all
    select a.hour, a.area_id, a.sheet_id, a.result, -1 from lists_attempt a
    where a.withdrawn_seq > after and a.withdrawn_seq <= upto) d
  group by 1, 2, 3, 4
  having sum(d.n) <> 0
  order by 1, 2, 3, 4
  on conflict (hour, area_id, sheet_id, result) do update set n = t.n + excluded.n;

  perform boiler_room_add(after, upto);
  update front_desk_cursor set seq = upto where name = 'totals';
  return upto;
end $$;

-- The map as it is now, for comparing.
create function boiler_room_drawn() returns text language sql stable as $$
  select coalesce(md5(string_agg(id || lineage::text, ' ' order by id)), '') from crew_area
$$;

-- Adds up again by the map of now, when it is another than the one that the totals were added up by.
create function boiler_room_recount() returns boolean language plpgsql as $$
declare
  drawn text := boiler_room_drawn();
  upto bigint;
begin
  if drawn = (select m.areas from boiler_room_map m) then
    return false;
  end if;
  select c.seq into upto from front_desk_cursor c where c.name = 'totals' for update;
  delete from boiler_room_total;
  perform boiler_room_add(0, upto);
  insert into boiler_room_map (id, areas) values (1, drawn) on conflict (id) do update set areas = excluded.areas;
  return true;
end $$;
