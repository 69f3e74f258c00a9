-- The one door. Arrivals are checked for shape before (front_desk/arrivals.py); here they are logged once, handed to
-- the rooms that record them, and given a verdict, all in one transaction.

-- What the log knows of withdrawals: an entry withdraws the ids in its payload under `withdraws` (correction,
-- unstrike) or `corrects` (an attempt that stands in for an earlier one). One may withdraw one's own, on a phone or in
-- the keyed form; staff, any.
create function front_desk_record_withdrawals(facts door_fact[]) returns setof door_verdict
language plpgsql as $$
begin
  insert into front_desk_withdrawal (entry_id, by_id, person_id)
  select w.id::uuid, f.id, case when f.source in ('device', 'keyed') then f.person_id end
  from unnest(facts) f
  cross join lateral jsonb_array_elements_text(coalesce(f.payload->'withdraws', '[]') || coalesce(f.payload->'corrects', '[]')) w(id)
  where not exists (select from front_desk_entry e
                    where e.id = w.id::uuid and f.source in ('device', 'keyed') and e.person_id is distinct from f.person_id)
  order by 1
  on conflict (entry_id) do nothing;

  return query
  select distinct f.id, 'refused', 'not_yours'
  from unnest(facts) f
  cross join lateral jsonb_array_elements_text(coalesce(f.payload->'withdraws', '[]')) w(id)
  join front_desk_entry e on e.id = w.id::uuid
  where f.source in ('device', 'keyed') and e.person_id is distinct from f.person_id;
end $$;

-- Lifts the reversals among the withdrawn entries `ids`: what they held down counts again, but for strikes that their
-- own senders took back meanwhile. Answers the voters concerned.
create function front_desk_lift(ids uuid[], bys uuid[], p_seq bigint) returns bigint[] language sql as $$
  select roll_withdraw_anew(array_agg(l.id order by l.id), array_agg(coalesce(w.by_id, l.by_id) order by l.id), p_seq)
  from precincts_lift(ids, bys) l
  join front_desk_entry e on e.id = l.id
  left join front_desk_withdrawal w on w.entry_id = l.id and (w.person_id is null or w.person_id = e.person_id)
$$;

-- Hands new facts to the rooms. Answers verdicts only where a room did not simply record.
create function front_desk_apply(facts door_fact[]) returns setof door_verdict
language plpgsql as $$
declare
  first_seq bigint := (select min(f.seq) from unnest(facts) f);
  about_voters bigint[] := '{}';
  about_phones text[] := '{}';
  withdrawn uuid[];
  bys uuid[];
  waiting door_fact[];
  aside door_verdict[];
  touched bigint[];
  compared bigint[] := '{}';
  seen record;
begin
  -- Kept in the log, and not recorded unless a person says so: what could not be read, what came under a known id
  -- with another body (`same_id`), and a ride for somebody who was not handed to that volunteer.
  select array_agg((f.id, 'refused', k.reason)::door_verdict) into aside
  from unnest(facts) f
  cross join lateral (select case
    when f.kind = 'unreadable' then 'malformed'
    when f.payload ? 'same_id' then 'conflict'
    when f.kind = 'ride_request' and f.payload ? 'voter' and not exists (
      select from lists_handout h where h.hold = (f.payload->>'hold')::bigint and h.person_id = f.person_id
        and (f.payload->>'voter')::bigint = any(h.voters)) then 'never_handed' end) k(reason)
  where f.source = 'device' and k.reason is not null;
  if aside is not null then
    return query select * from unnest(aside);
    facts := array(select f from unnest(facts) f where f.id not in (select a.id from unnest(aside) a) order by f.seq);
    if facts = '{}' then
      return;
    end if;
    first_seq := (select min(f.seq) from unnest(facts) f);
  end if;

  if exists (select from unnest(facts) f where f.payload ? 'withdraws' or f.payload ? 'corrects') then
    return query select * from front_desk_record_withdrawals(facts);
    select array_agg(w.entry_id), array_agg(w.by_id) into withdrawn, bys
    from front_desk_withdrawal w where w.by_id in (select f.id from unnest(facts) f);
    if withdrawn is not null then
      select coalesce(array_agg(w.voter_id), '{}'), coalesce(array_agg(w.phone), '{}') into about_voters, about_phones
      from lists_withdraw(withdrawn, bys, first_seq) w;
      select about_voters || coalesce(array_agg(w.voter_id), '{}'), about_phones || coalesce(array_agg(w.number), '{}') into about_voters, about_phones
      from roll_withdraw(withdrawn, bys, first_seq) w;
      perform precincts_withdraw(withdrawn, bys);
      if exists (select from precincts_reversal r where r.id = any(withdrawn)) then
        about_voters := about_voters || front_desk_lift(withdrawn, bys, first_seq);
      end if;
      compared := about_voters || array(select i.voter_id from precincts_incident i where i.id = any(withdrawn));
      -- A result that waited because it differed from one that is now withdrawn waits no longer. It is recorded at
      -- this place in the log: totals up to its own have been folded.
      select array_agg((e.id, first_seq, e.kind, e.person_id, e.device_id, e.source, e.at, e.received_at, e.payload, null)::door_fact
                       order by e.seq) into waiting
      from front_desk_entry e
      where e.verdict = 'waiting' and e.reason = 'differs' and e.kind = 'attempt' and e.id <> all(withdrawn)
        and e.payload->>'hold' in (select gone.payload->>'hold' from front_desk_entry gone where gone.id = any(withdrawn));
      update front_desk_entry e set verdict = 'recorded', reason = 'withdrawn'
      where e.id = any(withdrawn) and e.verdict = 'waiting';
    end if;
  end if;

  -- What was withdrawn before it came is recorded as such.
  facts := array(
    select (f.id, f.seq, f.kind, f.person_id, f.device_id, f.source, f.at, f.received_at, f.payload, w.by_id)::door_fact
    from unnest(facts) f
    left join front_desk_withdrawal w on w.entry_id = f.id and (w.person_id is null or w.person_id = f.person_id)
    order by f.seq);

  if exists (select from unnest(facts) f where f.kind in ('strike', 'line_report', 'polls_report', 'incident', 'turned_away',
                                                          'not_on_list', 'ride_request', 'post_taken')) then
    select r.facts, r.verdicts into seen from precincts_record(facts) r;
    return query select * from unnest(seen.verdicts);
    facts := seen.facts;
  end if;
  if exists (select from unnest(facts) f where f.kind = 'attempt') then
    return query select * from lists_record_attempts(facts);
  end if;
  if waiting is not null then
    update front_desk_entry e set verdict = 'recorded', reason = ''
    where e.id in (select w.id from unnest(waiting) w)
      and e.id not in (select v.id from lists_record_attempts(waiting) v where v.verdict <> 'recorded');
  end if;
  if exists (select from unnest(facts) f where f.kind = 'strike') then
    return query select * from roll_record_strikes(facts);
  end if;
  if exists (select from unnest(facts) f where f.kind = 'suppression') then
    perform roll_record_suppressions(array(select f from unnest(facts) f where f.kind = 'suppression'));
  end if;

  if compared <> '{}' or exists (select from unnest(facts) f where f.kind in ('strike', 'turned_away')) then
    perform precincts_compare(compared || array(select (f.payload->>'voter')::bigint from unnest(facts) f
                                                where f.kind in ('strike', 'turned_away') and f.payload ? 'voter'));
  end if;

  select about_voters || coalesce(array_agg((f.payload->>'voter')::bigint) filter (where f.payload ? 'voter'), '{}'),
         about_phones || coalesce(array_agg(f.payload->>'number') filter (where f.payload ? 'number'), '{}')
                || coalesce(array_agg(h.phone::text) filter (where h.phone is not null), '{}')
  into about_voters, about_phones
  from unnest(facts) f
  left join lists_handout h on f.kind = 'attempt' and h.hold = (f.payload->>'hold')::bigint
  where f.kind in ('attempt', 'strike', 'suppression');

  touched := lists_touched(about_voters, about_phones);
  if touched is not null then
    perform lists_settle(touched);
    perform lists_tell_holders(touched);
  end if;
end $$;

-- An arrival as the wire brought it; `place` is its place in the request.
create type front_desk_arrival as (place bigint, id uuid, kind text, seen_at timestamptz, payload jsonb);

-- Receives arrivals [{id, kind, seen_at, payload}] from one sender. `p_shut` is why the sender's device was shut:
-- from a stolen one nothing is recorded, everything waits for a person.
create function front_desk_receive(arrivals jsonb, p_person bigint, p_device bigint, p_source text,
                                   p_sent_at timestamptz, p_shut text default '')
returns table (id uuid, verdict text, reason text, fresh boolean, seq bigint, received_at timestamptz)
language plpgsql as $$
declare
  received timestamptz := real_now();
  arrived front_desk_arrival[] := array(
    select (a.place, a.id, a.kind, a.seen_at, a.payload)::front_desk_arrival
    from rows from (jsonb_to_recordset(arrivals) as (id uuid, kind text, seen_at timestamptz, payload jsonb))
      with ordinality a(id, kind, seen_at, payload, place));
  facts door_fact[];
  verdicts door_verdict[];
  logged uuid[];
begin
  perform front_desk_announce();
  select array_agg((a.id, nextval('front_desk_entry_seq'), a.kind, p_person, p_device, p_source,
                    least(a.seen_at + (received - coalesce(p_sent_at, received)), received),
                    received, a.payload, null)::door_fact order by a.place) into facts
  from (select distinct on (a.id) a.* from unnest(arrived) a
        where not exists (select from front_desk_entry e where e.id = a.id)
        order by a.id, a.place) a;

  if facts is not null then
    if p_shut = 'stolen' then
      verdicts := array(select (f.id, 'waiting', 'device_shut')::door_verdict from unnest(facts) f);
    else
      verdicts := array(select v from front_desk_apply(facts) v);
    end if;

    with added as (
      insert into front_desk_entry (id, seq, kind, source, person_id, device_id, seen_at, sent_at, received_at, at,
                                    verdict, reason, payload)
      select distinct on (f.id) f.id, f.seq, f.kind, f.source, f.person_id, f.device_id, a.seen_at, p_sent_at, received,
             f.at, coalesce(v.verdict, 'recorded'), coalesce(v.reason, ''), f.payload
      from unnest(facts) f
      join unnest(arrived) a on a.id = f.id
      left join unnest(verdicts) v on v.id = f.id
      order by f.id, a.place
      on conflict do nothing
      returning front_desk_entry.id)
    select array_agg(added.id) into logged from added;
  end if;

  -- A known id with another body: refused, and kept as an entry of its own. Its id is made from what it says, so
  -- that a conflict that is sent again is kept once.
  if exists (select from unnest(arrived) a join front_desk_entry e on e.id = a.id
             where (e.kind, e.seen_at, e.payload) is distinct from (a.kind::varchar, a.seen_at, a.payload)) then
    insert into front_desk_entry (id, seq, kind, source, person_id, device_id, seen_at, sent_at, received_at, at,
                                  verdict, reason, payload)
    select other.id, nextval('front_desk_entry_seq'), a.kind, p_source, p_person, p_device, a.seen_at, p_sent_at,
           received, least(a.seen_at + (received - coalesce(p_sent_at, received)), received), 'refused', 'conflict',
           a.payload || jsonb_build_object('same_id', a.id)
    from unnest(arrived) a
    join front_desk_entry e on e.id = a.id
    cross join lateral (select md5(concat_ws(' ', a.id, a.kind, a.seen_at at time zone 'UTC', a.payload))::uuid) other(id)
    where (e.kind, e.seen_at, e.payload) is distinct from (a.kind::varchar, a.seen_at, a.payload)
      and not exists (select from front_desk_entry known where known.id = other.id)
    on conflict do nothing;
  end if;

  return query
  select a.id,
         case when known.same then e.verdict::text else 'refused' end,
         case when known.same then e.reason::text else 'conflict' end,
         coalesce(e.id = any(logged) and known.same, false), e.seq, e.received_at
  from unnest(arrived) a
  join front_desk_entry e on e.id = a.id
  cross join lateral (select (e.kind, e.seen_at, e.payload) is not distinct from (a.kind::varchar, a.seen_at, a.payload) as same) known
  order by a.place;
end $$;
