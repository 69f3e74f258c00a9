-- The entries behind a figure, the newest place in the log first, a page at a time: as many as the figure says.
-- `precincts` are those of the area looked at; null is everywhere. A page goes on below (`before`, `before_id`), the place and
-- the row of its last one. Small areas are read precinct by precinct (voted_hour, voted_area, attempt_hour), everywhere by
-- the place in the log alone.

-- Votes: the spans that stand, each with the strike that it counts from. `p_hour` null is all hours.
create function boiler_room_vote_entries(precincts bigint[], only_supporters boolean, p_hour timestamptz,
                                         before bigint, before_id bigint, most integer)
returns table (seq bigint, id bigint, area_id bigint, entry_id uuid) language plpgsql stable as $$
begin
  return query
  with found as (
    select d.seq, d.id, d.area_id, d.voter_id from unnest(precincts) p(id)
    cross join lateral (
      select v.seq, v.id, v.area_id, v.voter_id from roll_voted v
      where v.area_id = p.id and v.ended_seq is null and (p_hour is null or v.hour = p_hour)
        and (v.supporter or not only_supporters) and v.seq <= before and (v.seq, v.id) < (before, before_id)
      order by v.seq desc, v.id desc limit most) d
    where precincts is not null
    union all
    (select v.seq, v.id, v.area_id, v.voter_id from roll_voted v
     where precincts is null and v.ended_seq is null and (p_hour is null or v.hour = p_hour)
       and (v.supporter or not only_supporters) and v.seq <= before and (v.seq, v.id) < (before, before_id)
     order by v.seq desc, v.id desc limit most)
    order by 1 desc, 2 desc limit most
  )
  select f.seq, f.id, f.area_id, s.id from found f
  cross join lateral (select k.id from roll_strike k where k.voter_id = f.voter_id and k.withdrawn_by is null
                      order by k.at, k.id limit 1) s
  order by f.seq desc, f.id desc;
end $$;

-- Calls (or the contacts among them) that stand, of the hours from `since` to `until`.
create function boiler_room_call_entries(precincts bigint[], only_contacts boolean, since timestamptz, until timestamptz,
                                         before bigint, most integer)
returns table (seq bigint, id bigint, area_id bigint, entry_id uuid) language plpgsql stable as $$
begin
  return query
  with found as (
    select d.* from unnest(precincts) p(id)
    cross join lateral (
      select a.seq, a.area_id, a.id from lists_attempt a join lists_result r on r.code = a.result
      where a.area_id = p.id and a.withdrawn_by is null and a.hour >= since and a.hour < until and a.seq < before
        and a.result <> 'skipped' and (r.contact or not only_contacts)
      order by a.seq desc limit most) d
    where precincts is not null
    union all
    (select a.seq, a.area_id, a.id from lists_attempt a join lists_result r on r.code = a.result
     where precincts is null and a.withdrawn_by is null and a.hour >= since and a.hour < until and a.seq < before
       and a.result <> 'skipped' and (r.contact or not only_contacts)
     order by a.seq desc limit most)
    order by 1 desc limit most
  )
  select f.seq, f.seq, f.area_id, f.id from found f order by f.seq desc;
end $$;

-- Supporters on the roll, by the place in the log that made them so (a file, an ID, the office's choice): `n` of each.
create function boiler_room_known_entries(precincts bigint[], before bigint, most integer)
returns table (seq bigint, n bigint, entry_id uuid) language sql stable as $$
  with found as (
    select s.seq, count(*) as n from roll_supporter s
    where s.ended_seq is null and (precincts is null or s.area_id = any(precincts)) and s.seq < before
    group by s.seq order by s.seq desc limit most
  )
  select f.seq, f.n, e.id from found f left join front_desk_entry e on e.seq = f.seq order by f.seq desc
$$;
