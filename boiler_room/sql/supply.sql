-- How long each open sheet will do: what is ready to hand out and already held, against the devices at work.
-- `ready` is counted to `want` and no further, so the cost is bounded by the people at work, not by the sheet.
create function boiler_room_supply()
returns table (sheet_id bigint, devices integer, want integer, held integer, pace float8, ready integer)
language sql stable as $$
  with working as (  -- a device is at work while it sent something in the last quarter of an hour
    select p.team_id, l.pace, l.holding
    from lists_lease l
    join crew_device d on d.id = l.device_id and d.shut_at is null
    join crew_person p on p.id = d.person_id
    where l.active_at > office_now() - interval '15 minutes'
  ), sheet as (
    select s.id, s.hours_from, s.hours_to, count(w.team_id)::integer as devices,
           coalesce(sum(ceil(1.5 * w.pace)), 0)::integer as want, coalesce(sum(w.holding), 0)::integer as held,
           coalesce(sum(w.pace), 0) as pace
    from lists_sheet s
    join lists_sheetteam st on st.sheet_id = s.id
    left join working w on w.team_id = st.team_id
    where not s.paused and s.channel = 'phone'
    group by s.id
  )
  select s.id, s.devices, s.want, s.held, s.pace, least(sum(free.n), s.want + 1)::integer
  from sheet s
  join lists_sheetzone q on q.sheet_id = s.id
  join roll_zone z on z.id = q.zone_id
  cross join (values (0), (1)) p(priority)
  left join lateral lists_window_closes(z.names, s.hours_from, s.hours_to, real_now()) w(closes_at) on true
  cross join lateral (
    select count(*) as n from (
      select from lists_target t
      where t.sheet_id = s.id and t.lang = q.lang and t.zone_id = q.zone_id and t.priority = p.priority
        and t.left_n > 0 and t.hold is null and t.due_at <= real_now() and w.closes_at > real_now()
      limit s.want + 1) ready) free
  group by s.id, s.devices, s.want, s.held, s.pace
$$;

-- A sheet that runs short is shared out (promise 7): each device may carry its part, at least three. The share is
-- lifted again only when there is a fifth more than wanted, so that it does not come and go.
create function boiler_room_gauge() returns integer language sql as $$
  with gauged as (
    select s.id,
           case when g.devices = 0 or g.ready + g.held >= g.want * 1.2 then null
                when g.ready + g.held < g.want or s.share is not null
                  then greatest(3, (g.ready + g.held) / g.devices) end as share
    from boiler_room_supply() g join lists_sheet s on s.id = g.sheet_id
  ), changed as (
    update lists_sheet s set share = g.share from gauged g
    where g.id = s.id and s.share is distinct from g.share
    returning s.id)
  select count(*)::integer from changed
$$;
