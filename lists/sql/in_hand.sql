-- What a device is told about what it holds.

-- The holds as the wire has them (docs/outbox.md), for the handed-out rows `holds`.
create function lists_holds_json(holds bigint[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'hold', h.hold, 'sheet', h.sheet_id, 'script', s.script_version_id, 'phone', h.phone, 'reserve', h.reserve,
    'until', least(c.closes_at, real_now() + case when h.reserve then interval '120 minutes' else interval '30 minutes' end),
    'lang', t.lang, 'voters', people.voters,
    -- the voter's own day, for promising a call-back within it
    'tz', z.names[1], 'hours', jsonb_build_array(to_char(s.hours_from, 'HH24:MI'), to_char(s.hours_to, 'HH24:MI'))) order by h.reserve, h.hold), '[]')
  from lists_handout h
  join lists_sheet s on s.id = h.sheet_id
  join lists_target t on t.id = h.target_id
  join roll_zone z on z.id = t.zone_id
  join lists_claim c on c.phone = h.phone and c.hold = h.hold
  cross join lateral (
    select jsonb_agg(jsonb_build_object(
      'voter', v.id, 'first', v.first_name, 'last', v.last_name,
      'name', concat_ws(' ', v.first_name, nullif(v.middle_name, ''), v.last_name, nullif(v.suffix, '')),
      'age', extract(year from real_now()) - v.birth_year, 'sex', v.sex, 'lang', v.lang,
      'fields', jsonb_build_object('place', coalesce(p.name, ''), 'place_address', coalesce(p.address, ''),
                                   'place_hours', coalesce(p.hours, ''), 'city', v.city)) order by v.id) as voters
    from roll_voter v
    left join roll_precinctplace pp on pp.precinct_id = v.precinct_id
    left join roll_pollingplace p on p.id = pp.place_id
    where v.id = any(h.voters)
      and not exists (select from lists_notice told where told.hold = h.hold and told.voter_id = v.id)) people
  where h.hold = any(holds) and people.voters is not null
$$;

-- The sheet to go on with, when the device is done with the last of `over`'s sheet and has others in hand; else null.
create function lists_next_sheet(p_device bigint, over bigint[]) returns jsonb language sql stable as $$
  select jsonb_build_object('id', s.id, 'name', s.name)
  from lists_handout before
  cross join lateral (
    select t.sheet_id from lists_claim c join lists_target t on t.id = c.target_id
    where c.device_id = p_device order by t.sheet_id <> before.sheet_id, c.reserve, c.hold limit 1) next
  join lists_sheet s on s.id = next.sheet_id
  where before.hold = (select max(hold) from unnest(over) hold) and next.sheet_id <> before.sheet_id
$$;

-- Whether the holder was left word of everyone on the hold that they are off every list.
create function lists_nobody_left(p_hold bigint) returns boolean language sql stable as $$
  select not exists (
    select from lists_handout h cross join lateral unnest(h.voters) v(id)
    where h.hold = p_hold and not exists (select from lists_notice n where n.hold = h.hold and n.voter_id = v.id))
$$;

-- What the device has in hand and must let go of, and why; it is told until it no longer names the hold.
create function lists_gone_json(p_device bigint, have bigint[]) returns jsonb language sql as $$
  delete from lists_notice n where n.device_id = p_device and n.hold <> all(have)
    and n.at < real_now() - interval '2 minutes'
    and not exists (select from lists_claim c where c.hold = n.hold);  -- else who was taken away would come again
  select coalesce(jsonb_agg(jsonb_build_object('hold', g.hold, 'voter', g.voter, 'why', g.why)), '[]') from (
    select n.hold, n.voter_id as voter, n.why::text from lists_notice n where n.device_id = p_device and n.hold = any(have)
    union all
    select held, null, 'lapsed' from unnest(have) held
    where not exists (select from lists_claim c where c.hold = held and c.device_id = p_device)) g
$$;

-- Renews the device's lease, at most once a minute and only while somebody works there. Its pace is what its person
-- has rung in the last hour (30 dials an hour are the trade's mean by hand). Who is handed new voters was told until when
-- they may be shown, so their lease begins anew even where nobody was at work. The help desk reads there, to the minute,
-- when the device was heard, with which build, and by how many seconds its clock is ahead.
create function lists_renew(p_device bigint, p_person bigint, p_active boolean, p_handed boolean, p_unsent integer,
                            p_sent_at timestamptz default null, p_build text default '') returns void
language plpgsql as $$
begin
  if exists (select from lists_lease o where o.device_id = p_device and o.renewed_at > office_now() - interval '1 minute') then
    return;
  end if;
  insert into lists_lease as l (device_id, renewed_at, active_at, unsent, holding, pace, handed, heard_at, build, ahead)
  select p_device, office_now(), office_now(), p_unsent, held.n, least(greatest(handed.n - held.n, 30), 120), handed.n,
         real_now(), p_build, extract(epoch from p_sent_at - real_now())
  from (select count(distinct c.hold) as n from lists_claim c where c.device_id = p_device) held,
       (select count(*) as n from lists_handout h
        where h.person_id = p_person and h.handed_at > real_now() - interval '1 hour') handed
  on conflict (device_id) do update
  set renewed_at = case when p_active or p_handed or l.active_at > office_now() - interval '20 minutes' then excluded.renewed_at
                        else l.renewed_at end,
      active_at = case when p_active then excluded.active_at else l.active_at end,
      unsent = excluded.unsent, holding = excluded.holding, pace = excluded.pace, handed = excluded.handed,
      heard_at = excluded.heard_at, build = excluded.build, ahead = excluded.ahead;
end $$;
