-- Where a target stands, as a function of the facts: attempts, strikes, suppressions, claims. Nothing here
-- remembers; so a withdrawal, a late arrival or two at once need no case of their own.

-- A door as a number: holds, claims and attempts of the channel `walk` know a household by it, so that a door is with one
-- canvasser as a number is with one caller, and the two channels never meet.
create function lists_door(p_household bigint) returns text language sql immutable parallel safe
return 'H' || p_household;

-- Members of the targets who may still be called, each with the numbers at which they may be.
create function lists_living(ids bigint[])
returns table (target_id bigint, voter_id bigint, number text, place bigint) language sql stable as $$
  select t.id, m.voter_id, p.number::text, listed.place
  from lists_target t
  join lists_sheet s on s.id = t.sheet_id
  join lists_member m on m.target_id = t.id
  join roll_voter v on v.id = m.voter_id
  cross join lateral unnest(t.phones) with ordinality listed(number, place)
  join roll_phone p on p.voter_id = m.voter_id and p.number = listed.number and not p.set_aside
  where t.id = any(ids)
    -- As roll_why_off and roll_number_off have it, written out so that the planner sees through it.
    and v.gone_at is null and v.status not in ('removed', 'pre')
    and not exists (select from roll_voted d where d.voter_id = m.voter_id and d.ended_seq is null)
    and not exists (select from roll_suppression x where x.voter_id = m.voter_id and x.withdrawn_by is null
                    and (x.number is null or x.number = p.number or x.kind = 'do_not_call'))
    and not exists (select from roll_suppression x where x.number = p.number and x.withdrawn_by is null
                    and (x.voter_id is null or x.kind = 'do_not_call'))
    and not exists (select from lists_attempt a
                    where a.voter_id = m.voter_id and a.sheet_id = t.sheet_id and a.ends and a.withdrawn_by is null)
    and (select count(distinct a.hold) from lists_attempt a
         where a.phone = any(t.phones) and a.target_id = t.id and a.withdrawn_by is null) < s.attempts_in_all
  union all
  -- Doors: the number of a target is its door's, and who has moved to another door is not behind this one. Whoever asked not
  -- to be called is left alone here, too; numbers that are wrong or on a list are no matter.
  select t.id, m.voter_id, t.phones[1]::text, 1
  from lists_target t
  join lists_sheet s on s.id = t.sheet_id and s.channel = 'walk'
  join lists_member m on m.target_id = t.id
  join roll_voter v on v.id = m.voter_id and lists_door(v.household_id) = t.phones[1]
  where t.id = any(ids)
    and v.gone_at is null and v.status not in ('removed', 'pre')
    and not exists (select from roll_voted d where d.voter_id = m.voter_id and d.ended_seq is null)
    and not exists (select from roll_suppression x where x.voter_id = m.voter_id and x.withdrawn_by is null
                    and (x.number is null or x.kind = 'do_not_call'))
    and not exists (select from roll_suppression x where x.number = t.phones[1] and x.withdrawn_by is null
                    and x.kind = 'do_not_call')
    and not exists (select from lists_attempt a
                    where a.voter_id = m.voter_id and a.sheet_id = t.sheet_id and a.ends and a.withdrawn_by is null)
    and (select count(distinct a.hold) from lists_attempt a
         where a.phone = t.phones[1] and a.target_id = t.id and a.withdrawn_by is null) < s.attempts_in_all
$$;

-- left_n: members left; dial: the number to ring next (the one rung longest ago); due_at: when its rest is over,
-- all sheets counted, and when its day's attempts are used up not before the next day of its own zone;
-- priority 0: a call-back was promised. hold: who has the number now.
create function lists_standing(ids bigint[])
returns table (target_id bigint, left_n integer, dial text, due_at timestamptz, priority integer, hold bigint)
language sql stable as $$
  with target as (
    select t.id, t.sheet_id, t.phones, t.rank, s.attempts_a_day, z.names[1] as zone
    from lists_target t
    join lists_sheet s on s.id = t.sheet_id
    join roll_zone z on z.id = t.zone_id
    where t.id = any(ids)
  ), dialled as materialized (
    select t.id, a.phone, a.hold, a.at, a.rest_until, a.target_id = t.id as here, a.result, a.callback_at,
           (a.at at time zone t.zone)::date as day
    from target t
    join lists_attempt a on a.phone = any(t.phones)
    where a.withdrawn_by is null
  ), rested as (
    select d.id, max(d.rest_until) as until,
           (array_agg(case when d.result = 'call_back' then d.callback_at end order by d.at desc, d.hold desc)
              filter (where d.here))[1] as promised
    from dialled d group by d.id
  ), spent as (
    select d.id, max(d.day) as day
    from (select d.id, d.phone, d.day from dialled d join target t on t.id = d.id
          group by d.id, d.phone, d.day, t.attempts_a_day having count(distinct d.hold) >= t.attempts_a_day) d
    group by d.id
  ), living as materialized (
    select * from lists_living(ids)
  )
  select t.id,
         coalesce(l.n, 0)::integer,
         chosen.number,
         greatest(coalesce(r.promised, r.until, timestamptz '2000-01-01 00:00Z' + t.rank * interval '1 second'),
                  (spent.day + 1)::timestamp at time zone t.zone),
         case when r.promised is null then 1 else 0 end,
         (select min(c.hold) from lists_claim c where c.phone = any(t.phones))
  from target t
  left join rested r on r.id = t.id
  left join spent on spent.id = t.id
  left join lateral (select count(distinct voter_id) as n from living where living.target_id = t.id) l on true
  left join lateral (
    select living.number from living
    where living.target_id = t.id
    order by (select max(d.at) from dialled d where d.id = t.id and d.phone = living.number) nulls first, living.place
    limit 1) chosen on true
$$;

-- Brings targets to where they stand. The lock is a statement before: what follows sees all that was committed.
-- A rebuild (front_desk/rebuilding) settles every target once, at its end: nothing that it records reads where they stand.
create function lists_settle(ids bigint[]) returns void language plpgsql as $$
begin
  if current_setting('fieldoffice.rebuilding', true) = 'on' then
    return;
  end if;
  perform 1 from lists_target t where t.id = any(ids) order by t.id for no key update;

  update lists_target t
  set left_n = s.left_n, dial = s.dial, due_at = s.due_at, priority = s.priority, hold = s.hold
  from lists_standing(ids) s
  where s.target_id = t.id
    and (t.left_n, t.dial, t.due_at, t.priority, t.hold)
        is distinct from (s.left_n, s.dial, s.due_at, s.priority, s.hold);
end $$;

-- Tells the holders of targets which of their voters are off every list (promise 5).
create function lists_tell_holders(ids bigint[]) returns void language sql as $$
  insert into lists_notice (device_id, hold, voter_id, why, at)
  select distinct on (h.hold, v.id) c.device_id, h.hold, v.id, v.why, real_now()
  from lists_target t
  -- One claim by its hold (claims have no index by target) and one hand-out, each asked for by itself: a plan made in the
  -- morning, when claims were few, began with all of them.
  cross join lateral (select c.device_id from lists_claim c where c.hold = t.hold and c.target_id = t.id limit 1) c
  cross join lateral (select h.hold, h.voters from lists_handout h where h.hold = t.hold limit 1) h
  cross join lateral (select id, roll_why_off(id) as why from unnest(h.voters) id) v
  where t.id = any(ids) and t.hold is not null and v.why is not null
    and not exists (select from lists_attempt a where a.hold = h.hold and a.voter_id = v.id and a.withdrawn_by is null)
  on conflict (hold, voter_id) do nothing
$$;

-- All targets, on any sheet, that facts about these voters or numbers touch.
create function lists_touched(voters bigint[], phones text[]) returns bigint[] language sql stable as $$
  select array_agg(distinct id) from (
    select m.target_id from lists_member m where m.voter_id = any(voters)
    union all
    select n.target_id from lists_number n where n.phone = any(phones)
  ) touched(id) where id is not null
$$;
