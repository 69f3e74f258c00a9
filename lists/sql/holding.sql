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
    -- Nearly all queues of a day are empty or rest: a look within this statement costs a fifth of one by itself. One
    -- row asked for each, which the planner must not turn into a join with every target.
    and (select true from lists_target t where t.sheet_id = s.id and t.lang = q.lang and t.zone_id = q.zone_id
         and t.priority = p.priority and t.left_n > 0 and t.hold is null and t.due_at <= real_now() limit 1)
  order by s.id is distinct from p_sheet, s.priority, s.id, p.priority, array_position(p_langs, q.lang::text), q.zone_id
$$;

-- Locks up to `p_n` of the targets in a queue that nobody else is touching, the first `p_from` of it left to others.
create function lists_pick(p_sheet bigint, p_lang text, p_zone smallint, p_priority integer, p_n integer, p_from integer)
returns bigint[] language plpgsql as $$
begin
  if p_from = 0 then
    return array(
      select t.id from lists_target t
      where t.sheet_id = p_sheet and t.lang = p_lang and t.zone_id = p_zone and t.priority = p_priority
        and t.left_n > 0 and t.hold is null and t.due_at <= real_now()
      order by t.due_at limit p_n
      for no key update skip locked);
  end if;
  return array(
    select t.id from lists_target t
    where t.id = any(array(
        select w.id from lists_target w
        where w.sheet_id = p_sheet and w.lang = p_lang and w.zone_id = p_zone and w.priority = p_priority
          and w.left_n > 0 and w.hold is null and w.due_at <= real_now()
        order by w.due_at offset p_from limit p_n))
      and t.left_n > 0 and t.hold is null and t.due_at <= real_now()
    for no key update skip locked);
end $$;

-- Hands out up to `p_n` holds; the first `p_hands_on` of them for now, the others as a reserve. Locks a row of the
-- queue that nobody else is touching, then looks at the facts in a younger snapshot: a strike that was committed
-- before is seen, and one that comes after waits for this row and then finds the hold.
create function lists_hand_out(p_person bigint, p_device bigint, p_team bigint, p_sheet bigint, p_langs text[],
                               p_n integer, p_hands_on integer)
returns setof lists_handout language plpgsql as $$
declare
  queue record;
  picked bigint[];
  got integer := 0;
  most integer;
  handed integer;
  nth integer;
begin
  -- How many others pick from this sheet at the moment: each begins that many lots further on. Trying in vain for rows
  -- that others have just locked was half of the time of a busy day's exchanges; who is alone keeps the order.
  nth := (select k from generate_series(0, 31) k
          where pg_try_advisory_xact_lock(7303, (coalesce(p_sheet, 0) % 60000000 * 32 + k)::integer) limit 1);
  nth := coalesce(nth, 32);

  for queue in select * from lists_queues(p_team, p_sheet, p_langs) loop
    most := p_n - got;
    exit when most <= 0;
    if queue.share is not null then  -- a sheet that runs short is shared out: what the device holds already counts
      most := least(most, queue.share - (select count(*)::integer from lists_claim c where c.device_id = p_device));
    end if;
    continue when most <= 0;

    picked := lists_pick(queue.sheet_id, queue.lang, queue.zone_id, queue.priority, most, nth * most);
    if cardinality(picked) < most and nth > 0 then
      picked := array(select distinct id from unnest(
        picked || lists_pick(queue.sheet_id, queue.lang, queue.zone_id, queue.priority, most - cardinality(picked), 0)) id);
    end if;
    continue when picked = '{}';

    return query select * from lists_claim_targets(lists_without_siblings(picked), p_person, p_device, queue.closes_at,
                                                   greatest(p_hands_on - got, 0));
    get diagnostics handed = row_count;
    got := got + handed;
  end loop;
end $$;

-- Those of the targets `picked` (locked by the caller) whose siblings, the targets on other sheets that would ring
-- one of their numbers, are free and could be locked too.
create function lists_without_siblings(picked bigint[]) returns bigint[] language plpgsql as $$
declare
  siblings bigint[] := array(
    select distinct n.target_id from lists_target t join lists_number n on n.phone = any(t.phones)
    where t.id = any(picked) and n.target_id <> all(picked));
  free bigint[];
begin
  if siblings = '{}' then
    return picked;
  end if;
  free := array(select t.id from lists_target t where t.id = any(siblings) and t.hold is null
                order by t.id for no key update skip locked);
  return array(select t.id from lists_target t where t.id = any(picked)
               and not exists (select from lists_number n where n.phone = any(t.phones)
                               and n.target_id <> all(picked) and n.target_id <> all(free)));
end $$;

-- Claims every number of locked targets, all of a target or none, and blocks their siblings. The facts are read in
-- a snapshot younger than the locks: whoever became ineligible meanwhile stays behind.
create function lists_claim_targets(picked bigint[], p_person bigint, p_device bigint, p_closes_at timestamptz, p_hands_on integer)
returns setof lists_handout language plpgsql as $$
begin
  return query
  with reached as (
    select t.id, t.sheet_id, t.dial, t.phones, t.due_at, array_agg(distinct l.voter_id order by l.voter_id) as voters
    from lists_living(picked) l
    join lists_target t on t.id = l.target_id and t.dial = l.number
    group by t.id
  ), numbered as materialized (
    select r.*, nextval('lists_handout_hold_seq') as hold, row_number() over (order by r.due_at) > p_hands_on as reserve
    from reached r
  ), claimed as (
    insert into lists_claim (phone, hold, device_id, target_id, reserve, closes_at)
    select phone, n.hold, p_device, n.id, n.reserve, p_closes_at
    from numbered n cross join lateral unnest(n.phones) phone
    order by phone
    on conflict (phone) do nothing
    returning target_id
  ), whole as (
    select n.* from numbered n
    where (select count(*) from claimed c where c.target_id = n.id) = cardinality(n.phones)
  ), blocked as (
    update lists_target t set hold = w.hold
    from whole w join lists_number x on x.phone = any(w.phones)
    where t.id = x.target_id and t.hold is null
  )
  insert into lists_handout (hold, sheet_id, target_id, person_id, device_id, phone, voters, handed_at, reserve)
  select w.hold, w.sheet_id, w.id, p_person, p_device, w.dial, w.voters, real_now(), w.reserve
  from whole w order by w.due_at
  returning *;

  -- A number that somebody else claimed meanwhile leaves its target's others free.
  delete from lists_claim c
  where c.device_id = p_device and c.target_id = any(picked)
    and not exists (select from lists_target t where t.id = c.target_id and t.hold = c.hold);
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

-- Need to know (promise 11): whoever is handed very many voters in an hour is not calling but harvesting. 400 is
-- more than three times what a person can dial by hand; counted with the lease, so at most a minute old. A
-- measurement raises it for its own database.
create function lists_in_budget(p_device bigint) returns boolean language sql stable as $$
  select coalesce((select l.handed from lists_lease l where l.device_id = p_device), 0)
         < coalesce(nullif(current_setting('fieldoffice.budget', true), ''), '400')::integer
$$;
