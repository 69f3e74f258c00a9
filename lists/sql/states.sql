-- Promise 4: every member of a sheet is in exactly one state, the first that is true of: voted, gone, suppressed,
-- done, held, resting, out of hours, free. All members at once, by the same rules as lists_living's.

-- Whether a member may be rung at any number of the target, or met behind its door.
create function lists_reachable(p_voter bigint, phones text[]) returns boolean language sql stable as $$
  select exists (select from roll_phone p where p.voter_id = p_voter and p.number = any(phones) and not p.set_aside
                 and not roll_number_off(p_voter, p.number::text))
      or exists (select from roll_voter v where v.id = p_voter and lists_door(v.household_id) = any(phones)
                 and not roll_number_off(p_voter, lists_door(v.household_id)))
$$;

-- The members of a sheet with their states; `at` is the moment for resting and calling hours. A member of a target
-- with nobody left to call, in none of the states before, was tried as often as the sheet allows: done. Who is on a
-- target all of whose members are left needs no look at the numbers: that is the common case.
create function lists_member_states(p_sheet bigint, at timestamptz)
returns table (voter_id bigint, target_id bigint, state text) language sql stable as $$
  with shut as materialized (
    select distinct q.zone_id
    from lists_sheet s join lists_sheetzone q on q.sheet_id = s.id join roll_zone z on z.id = q.zone_id
    where s.id = p_sheet and lists_window_closes(z.names, s.hours_from, s.hours_to, at) is null
  ), size as materialized (
    select m.target_id, count(*) as n from lists_member m
    where m.sheet_id = p_sheet and m.target_id is not null group by m.target_id
  )
  select m.voter_id, m.target_id, case
    when d.voter_id is not null then 'voted'
    when v.gone_at is not null or v.status in ('removed', 'pre') then 'gone'
    when s.voter_id is not null or m.target_id is null then 'suppressed'
    when t.left_n < size.n and not lists_reachable(m.voter_id, t.phones) then 'suppressed'
    when e.voter_id is not null or t.left_n = 0 then 'done'
    when t.hold is not null then 'held'
    when t.due_at > at then 'resting'
    when t.zone_id in (select zone_id from shut) then 'out of hours'
    else 'free' end
  from lists_member m
  join roll_voter v on v.id = m.voter_id
  left join lists_target t on t.id = m.target_id
  left join size on size.target_id = m.target_id
  left join roll_voted d on d.voter_id = m.voter_id and d.ended_seq is null
  left join (select distinct s.voter_id from roll_suppression s where s.withdrawn_by is null
             and (s.number is null or s.kind = 'do_not_call')) s on s.voter_id = m.voter_id
  left join (select distinct a.voter_id from lists_attempt a
             where a.sheet_id = p_sheet and a.ends and a.withdrawn_by is null) e on e.voter_id = m.voter_id
  where m.sheet_id = p_sheet
$$;

-- How long a sheet lasts: numbers that could be rung at once, devices at work on it, and their dials an hour.
create function lists_work_left(p_sheet bigint, at timestamptz)
returns table (numbers bigint, devices bigint, pace double precision) language sql stable as $$
  select (select count(*) from lists_sheet s
          join lists_sheetzone q on q.sheet_id = s.id join roll_zone z on z.id = q.zone_id
          join lists_target t on t.sheet_id = s.id and t.lang = q.lang and t.zone_id = q.zone_id
            and t.left_n > 0 and t.hold is null and t.due_at <= at
          where s.id = p_sheet and lists_window_closes(z.names, s.hours_from, s.hours_to, at) is not null),
         count(*), coalesce(sum(l.pace), 0)
  from (select distinct c.device_id from lists_target t join lists_claim c on c.target_id = t.id
        where t.sheet_id = p_sheet and t.hold is not null) busy
  join lists_lease l on l.device_id = busy.device_id and l.active_at > office_now() - interval '20 minutes'
$$;
