-- A person settles what was refused or waited (decided by the entry `p_by` at the place `p_seq`). Accepted, it is
-- recorded in the name of who sent it and what stood in its way is withdrawn; rejected, it stays in the log and
-- never counts. Messages and wishes for a ride are looked after: done. Answers '' or why it cannot be; the caller
-- then undoes the rest.
create function front_desk_settle(p_of uuid, p_choice text, p_by uuid, p_seq bigint) returns text language plpgsql as $$
declare
  e front_desk_entry;
  others uuid[] := '{}';
  became record;
begin
  select * into e from front_desk_entry where id = p_of for update;
  if not found then
    return 'unknown_entry';
  elsif exists (select from front_desk_settlement s where s.entry_id = p_of) then
    return 'settled';
  elsif e.kind in ('tell_us', 'ride_request') then
    if p_choice = 'accept' or p_choice = 'reject' and e.verdict = 'recorded' then
      return 'not_that_way';
    end if;
    update front_desk_entry set verdict = case p_choice when 'done' then 'recorded' else 'refused' end,
                                reason = case p_choice when 'done' then 'accepted' else 'rejected' end
    where id = p_of and verdict = 'waiting';
    return '';
  elsif p_choice = 'done' then
    return 'not_that_way';
  elsif e.verdict = 'recorded' then
    return 'settled';
  elsif p_choice = 'reject' then
    update front_desk_entry set verdict = 'refused', reason = 'rejected' where id = p_of;
    return '';
  end if;

  if e.kind not in ('attempt', 'correction', 'strike', 'unstrike', 'suppression', 'line_report', 'polls_report', 'incident',
                    'turned_away', 'not_on_list') then
    return 'not_that_way';  -- what the office itself does is done again, not accepted
  elsif e.kind = 'attempt' then
    others := array(select a.id from lists_attempt a
                    where a.hold = (e.payload->>'hold')::bigint and a.voter_id = (e.payload->>'voter')::bigint
                      and a.withdrawn_by is null and a.id <> p_of);
  end if;
  if e.payload ? 'same_id' then  -- the body that was recorded under this id
    others := others || (e.payload->>'same_id')::uuid;
  end if;
  if others <> '{}' then
    insert into front_desk_withdrawal (entry_id, by_id) select o, p_by from unnest(others) o on conflict do nothing;
    perform lists_withdraw(others, array_fill(p_by, array[cardinality(others)]), p_seq);
    perform roll_withdraw(others, array_fill(p_by, array[cardinality(others)]), p_seq);
    perform precincts_withdraw(others, array_fill(p_by, array[cardinality(others)]));
  end if;
  for became in
    select v.* from front_desk_apply(array[(e.id, p_seq, e.kind, e.person_id, e.device_id, 'settled', e.at,
                                            e.received_at, e.payload, null)::door_fact]) v
    where v.id = p_of and v.verdict <> 'recorded'
  loop
    return 'cannot';
  end loop;
  update front_desk_entry set verdict = 'recorded', reason = 'accepted' where id = p_of;
  return '';
end $$;

-- Settles many that wait, as one tap: those of them that still wait, each as front_desk_settle would. Strikes, of which hundreds
-- wait when a phone sent more than a person can make, are recorded as one set. Answers those that are settled now.
create function front_desk_settle_many(p_of uuid[], p_choice text, p_by uuid, p_seq bigint) returns uuid[] language plpgsql as $$
declare
  here front_desk_entry[] := array(
    select e from front_desk_entry e
    where e.id = any(p_of) and e.verdict = 'waiting' and e.kind not in ('tell_us', 'ride_request')
      and not exists (select from front_desk_settlement s where s.entry_id = e.id)
    order by e.seq for update);
  strikes uuid[];
  settled uuid[];
  one uuid;
begin
  if p_choice = 'reject' then
    update front_desk_entry e set verdict = 'refused', reason = 'rejected' where e.id in (select h.id from unnest(here) h);
    return array(select h.id from unnest(here) h);
  end if;

  strikes := array(select h.id from unnest(here) h where h.kind = 'strike' and not h.payload ? 'same_id');
  settled := strikes;
  if strikes <> '{}' then
    settled := array(
      select s from unnest(strikes) s
      where s not in (
        select v.id
        from front_desk_apply(array(
          select (h.id, p_seq, h.kind, h.person_id, h.device_id, 'settled', h.at, h.received_at, h.payload, null)::door_fact
          from unnest(here) h where h.id = any(strikes) order by h.seq)) v
        where v.verdict <> 'recorded'));
    update front_desk_entry e set verdict = 'recorded', reason = 'accepted' where e.id = any(settled);
  end if;
  for one in select h.id from unnest(here) h where h.id <> all(strikes) order by h.seq loop
    begin
      if front_desk_settle(one, p_choice, p_by, p_seq) <> '' then
        raise exception using errcode = 'FO001';
      end if;
      settled := settled || one;
    exception when sqlstate 'FO001' then
      null;  -- what it had begun is undone, and it waits on
    end;
  end loop;
  return settled;
end $$;
