-- Holds: short exclusive claims. A hold is one number to ring with the voters reached by it; all numbers of its
-- target are claimed with it, all or none, and every target on any sheet that would ring one of them is blocked.

-- The queues that a team may be handed from now, best first: the sheet asked for, then by priority; promised
-- call-backs before the rest; in the order of the caller's languages. Index of each look: lists_queue.
create function lists_queues(p_team bigint, p_sheet bigint, p_langs text[])
returns table (sheet_id bigint, lang text, zone_id smallint, priority integer, closes_at timestamptz, share integer)
language sql stable as $$
  select s.id, q.lang::text, q.zone_id, p.priority, w.closes_at, s.share
  from lists_sheetteam st
  join lists_sheet s on s.id = st.sheet_id and not s.paused and s.channel = 'phone'
  join lists_sheetzone q on q.sheet_id = s.id and q.lang = any(p_langs)
  join roll_zone z on z.id = q.zone_id
  cross join lateral lists_window_closes(z.names, s.hours_from, s.hours_to, real_now()) w(closes_at)
  cross join (values (0), (1)) p(priority)
  where st.team_id = p_team and w.closes_at > real_now() + interval '1 minute'
  order by s.id is distinct from p_sheet, s.priority, s.id, p.priority, array_position(p_langs, q.lang::text), q.zone_id
$$;

-- Hands out up to `p_n` holds; the first `p_hands_on` of them for now, the others as a reserve. Locks a row of the
-- queue that nobody else is touching, then looks at the facts in a younger snapshot: a strike that was committed
-- before is seen, and one that comes after waits for this row and then finds the hold.
create function lists_hand_out(p_person bigint, p_device bigint, p_team bigint, p_sheet bigint, p_langs text[],
                               p_n integer, p_hands_on integer)
returns setof lists_handout language plpgsql as $$
declare
  queue record;
  picked bigint[];
  taken bigint[];
  got integer := 0;
  most integer;
begin
  for queue in select * from lists_queues(p_team, p_sheet, p_langs) loop
    -- A sheet that runs short is shared out: what the device holds already counts.
    most := least(p_n - got, coalesce(queue.share, p_n)
                             - (select count(*)::integer from lists_claim c where c.device_id = p_device and queue.share is not null));
    exit when p_n - got <= 0;
    continue when most <= 0;

    picked := array(
      select t.id from lists_target t
      where t.sheet_id = queue.sheet_id and t.lang = queue.lang and t.zone_id = queue.zone_id
        and t.priority = queue.priority and t.left_n > 0 and t.hold is null and t.due_at <= real_now()
      order by t.due_at limit most
      for no key update skip locked);
    continue when picked = '{}';

    taken := lists_claim_targets(picked, p_device, queue.closes_at, greatest(p_hands_on - got, 0));
    continue when taken is null;

    return query
      insert into lists_handout (hold, sheet_id, target_id, person_id, device_id, phone, voters, handed_at, reserve)
      select c.hold, t.sheet_id, t.id, p_person, p_device, t.dial, reached.voters, real_now(), c.reserve
      from lists_target t
      join lists_claim c on c.phone = t.dial
      cross join lateral (select array_agg(distinct l.voter_id order by l.voter_id) as voters
                          from lists_living(array[t.id]) l where l.number = t.dial) reached
      where t.id = any(taken)
      order by t.due_at
      returning *;
    got := got + cardinality(taken);
  end loop;
end $$;

-- Claims every number of the targets `picked` (locked by the caller) and blocks their siblings on other sheets.
-- Answers the targets that could be claimed whole; leaves the others as they were.
create function lists_claim_targets(picked bigint[], p_device bigint, p_closes_at timestamptz, p_hands_on integer)
returns bigint[] language plpgsql as $$
declare
  siblings bigint[];
  free bigint[];
  taken bigint[];
begin
  siblings := array(
    select distinct n.target_id from lists_target t join lists_number n on n.phone = any(t.phones)
    where t.id = any(picked) and n.target_id <> all(picked));
  if siblings <> '{}' then
    free := array(select t.id from lists_target t where t.id = any(siblings) and t.hold is null
                  order by t.id for no key update skip locked);
    picked := array(
      select t.id from lists_target t where t.id = any(picked)
        and not exists (select from lists_number n where n.phone = any(t.phones)
                        and n.target_id <> all(picked) and n.target_id <> all(free)));
  end if;
  -- A younger snapshot than the locks: what became ineligible meanwhile stays behind.
  picked := array(select distinct l.target_id from lists_living(picked) l join lists_target t on t.id = l.target_id
                 where l.number = t.dial);

  with numbered as (
    select t.id, t.phones, nextval('lists_handout_hold_seq') as hold,
           row_number() over (order by t.due_at) > p_hands_on as reserve
    from lists_target t where t.id = any(picked)
  ), claimed as (
    insert into lists_claim (phone, hold, device_id, target_id, reserve, closes_at)
    select phone, n.hold, p_device, n.id, n.reserve, p_closes_at
    from numbered n cross join lateral unnest(n.phones) phone
    order by phone
    on conflict (phone) do nothing
    returning target_id)
  select array_agg(n.id) into taken from numbered n
  where (select count(*) from claimed c where c.target_id = n.id) = cardinality(n.phones);

  delete from lists_claim c where c.target_id = any(picked) and c.device_id = p_device
    and not c.target_id = any(coalesce(taken, '{}'))
    and exists (select from lists_target t where t.id = c.target_id and t.hold is null);

  update lists_target t set hold = c.hold
  from lists_number n join lists_claim c on c.phone = n.phone
  where t.id = n.target_id and c.target_id = any(taken) and t.hold is null;
  return taken;
end $$;

-- Lets go of holds; answers their numbers, whose targets the caller settles.
create function lists_release(holds bigint[]) returns text[] language sql as $$
  with gone as (delete from lists_claim c where c.hold = any(holds) returning c.phone::text)
  select array_agg(phone) from gone
$$;

-- Lets go of up to `p_most` holds whose device has not renewed them in time (30 minutes at hand, 120 in reserve)
-- or whose calling window is over; two minutes later than the device hides them. Answers how many.
create function lists_lapse(p_most integer) returns integer language plpgsql as $$
declare over bigint[];
begin
  over := array(
    (select c.hold from lists_claim c where c.closes_at < real_now() - interval '2 minutes' limit p_most)
    union
    (select c.hold from lists_lease l join lists_claim c on c.device_id = l.device_id
     where l.renewed_at < office_now() - interval '32 minutes'
       and (not c.reserve or l.renewed_at < office_now() - interval '122 minutes') limit p_most));
  if over <> '{}' then
    perform lists_settle(lists_touched(null, lists_release(over)));
  end if;
  return cardinality(over);
end $$;
